import type { Browser, Cookie, Page } from 'playwright-core'
import { openPage } from './open-page.ts'
import { linkIn, type House } from './start-house.ts'

const PASSWORD = 'copper lantern velvet moose'
const OWNER = 'mara@harbor-pine.example'
const MEMBER = 'jonas@harbor-pine.example'
const ADA = 'ada@analytical.example'

/** Who is signed in, by their cookies. */
export type Cast = { operator: Cookie[]; owner: Cookie[]; member: Cookie[] }

type Visitors = { browser: Browser; house: House }

/** Does something in a fresh window without script and gives the cookies that are left. */
async function visit({ browser }: Visitors, address: string, act: (page: Page) => Promise<void>): Promise<Cookie[]> {
  const { page, close } = await openPage(browser, address, { script: false })
  try {
    await act(page)
    return await page.context().cookies()
  } finally {
    await close()
  }
}

async function fill(page: Page, fields: Record<string, string>, button: RegExp): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text)
  await page.getByRole('main').getByRole('button', { name: button }).click()
}

async function openAccounts(visitors: Visitors): Promise<Cast> {
  const { house } = visitors
  const operator = await visit(visitors, `${house.address}/first-operator`, async (page) => {
    const fields = {
      'Your name': 'Olga Example',
      'E-mail address': 'olga@instance.example',
      Organisation: 'The instance',
    }
    await fill(page, { ...fields, Password: PASSWORD }, /operator/)
    await page.waitForURL('**/search')
  })
  await visit(visitors, `${house.address}/sign-up`, async (page) => {
    await page.getByLabel(/I have read and agree/).check()
    const fields = { 'Your name': 'Mara Example', 'E-mail address': OWNER, Organisation: 'Harbor & Pine' }
    await fill(page, { ...fields, Password: PASSWORD }, /Open the account/)
  })
  const [confirming] = await house.mails(OWNER, 1)
  const owner = await visit(visitors, linkIn(confirming, '/sign-up/confirm/'), async (page) => {
    await page.getByRole('main').getByRole('button').click()
    await fill(page, { 'E-mail address': OWNER, Password: PASSWORD }, /Sign in/)
    await page.waitForURL('**/search')
    for (const email of [MEMBER, 'ines@harbor-pine.example'])
      await page.request.post(`${house.address}/v1/organisation/invitations`, { data: { email, role: 'member' } })
  })
  const [invitation] = await house.mails(MEMBER, 1)
  const member = await visit(visitors, linkIn(invitation, '/invitation/'), async (page) => {
    await page.getByLabel(/I have read and agree/).check()
    await fill(page, { 'Your name': 'Jonas Example', Password: PASSWORD }, /join/)
    await page.waitForURL('**/search')
  })
  return { operator, owner, member }
}

async function register(visitors: Visitors): Promise<void> {
  const { house } = visitors
  for (const [email, name] of [
    [ADA, 'Ada Example'],
    ['grace@compilers.example', 'Grace Example'],
  ] as const) {
    await visit(visitors, `${house.address}/register/information-request`, async (page) => {
      await page.getByLabel(/by e-mail about/).check()
      const fields = { 'E-mail address': email, Name: name, 'What would you like to know?': 'Is the API included?' }
      await fill(page, fields, /Send the request/)
    })
  }
  const [asking] = await house.mails(ADA, 1)
  await visit(visitors, linkIn(asking, '/confirm/'), (page) => fill(page, {}, /Yes, confirm/))
  await visit(visitors, `${house.address}/feedback`, async (page) => {
    await page
      .getByRole('textbox')
      .first()
      .fill('The link to the terms is hard to see on my telephone.\nCould it be larger?')
    await page.getByRole('main').getByRole('button').click()
  })
}

/** Puts synthetic people into an instance: an operator, an owner, a member, two who asked for something, one with a remark. */
export async function fillHouse(visitors: Visitors): Promise<Cast> {
  const cast = await openAccounts(visitors)
  await register(visitors)
  return cast
}
