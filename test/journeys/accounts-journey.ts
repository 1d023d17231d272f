import { strict as assert } from 'node:assert'
import type { Browser, Page } from 'playwright-core'
import { openPage } from './open-page.ts'
import { linkIn, type House } from './start-house.ts'

const PASSWORD = 'copper lantern velvet moose'
const OPERATOR = 'olga@instance.example'
const OWNER = 'mara@harbor-pine.example'
const MEMBER = 'jonas@harbor-pine.example'
const SUMMARY = 'We say more exactly what members may do.'

type Visitors = { browser: Browser; house: House }

/** Does something in a fresh window without script, at an address; gives what it gives. */
async function visit<Result>(
  { browser, house }: Visitors,
  path: string,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const { page, problems, close } = await openPage(browser, `${house.address}${path}`, { script: false })
  try {
    const result = await work(page)
    assert.deepEqual(
      problems.filter((problem) => !/status of 4(01|10|22)/.test(problem)),
      [],
    )
    return result
  } finally {
    await close()
  }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What the application asks the server, with the cookie of the page. */
async function ask(page: Page, house: House, path: string, data?: object): Promise<{ status: number; body: never }> {
  const { request } = page.context()
  const answer = await (data ? request.post(house.address + path, { data }) : request.get(house.address + path))
  return { status: answer.status(), body: (await answer.json()) as never }
}

/** Whoever sits at the machine becomes operator; from then on it is nobody's who does not sign in. */
export async function firstOperatorJourney(visitors: Visitors): Promise<void> {
  await visit(visitors, '/first-operator', async (page) => {
    await page.getByLabel('Your name').fill('Olga Example')
    await page.getByLabel('E-mail address').fill(OPERATOR)
    await page.getByLabel('Organisation').fill('The instance')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Become the operator' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Olga Example', 'what was typed is kept')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Become the operator' }).click()
    await page.waitForURL('**/search')
    const { body } = await ask(page, visitors.house, '/v1/account')
    assert.deepEqual((body as { staff: string[] }).staff, ['operator'])
  })
  await visit(visitors, '/search', async (page) => {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.match(page.url(), /\/sign-in\?next=%2Fsearch/)
    const { status } = await ask(page, visitors.house, '/v1/operator/users')
    assert.equal(status, 401)
  })
}

/** Sign-up → confirmed → invitation → member signs in. */
export async function signUpJourney(visitors: Visitors): Promise<void> {
  const { house } = visitors
  await visit(visitors, '/sign-up', async (page) => {
    await page.getByLabel('Your name').fill('Mara Example')
    await page.getByLabel('E-mail address').fill(OWNER)
    await page.getByLabel('Organisation').fill('Harbor & Pine')
    await page.getByLabel('Password').fill(PASSWORD)
    assert.equal(await page.locator('input[type=checkbox]:checked').count(), 0, 'nothing is ticked beforehand')
    await page.getByRole('button', { name: 'Open the account' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByLabel(/I have read and agree/).check()
    await page.getByRole('button', { name: 'Open the account' }).click()
    await page.getByRole('heading', { name: /look into your mailbox/i }).waitFor()
  })
  const [confirm] = await house.mails(OWNER, 1)
  await visit(visitors, new URL(linkIn(confirm, '/sign-up/confirm/')).pathname, async (page) => {
    await page.getByRole('main').getByRole('button').click()
    await signIn(page, OWNER)
    await page.waitForURL('**/search')
    const asked = await ask(page, house, '/v1/organisation/invitations', { email: MEMBER, role: 'member' })
    assert.equal(asked.status, 201)
    await page.goto(linkIn(confirm, '/sign-up/confirm/'))
    await page.getByRole('heading', { name: /used/i }).waitFor()
  })
  const [invitation] = await house.mails(MEMBER, 1)
  await visit(visitors, new URL(linkIn(invitation, '/invitation/')).pathname, async (page) => {
    await page.getByRole('heading', { name: 'Join Harbor & Pine' }).waitFor()
    await page.getByLabel('Your name').fill('Jonas Example')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByLabel(/I have read and agree/).check()
    await page.getByRole('button', { name: 'Open my account and join' }).click()
    await page.waitForURL('**/search')
  })
  await visit(visitors, '/sign-in', async (page) => {
    await signIn(page, MEMBER)
    await page.waitForURL('**/search')
    const { body } = await ask(page, house, '/v1/account')
    const { organisation } = body as { organisation: { name: string; role: string } }
    assert.deepEqual([organisation.name, organisation.role], ['Harbor & Pine', 'member'])
  })
}

/** Operator changes a policy → notice → mail → accepted at the next sign-in. */
export async function changedTermsJourney(visitors: Visitors): Promise<void> {
  const { house } = visitors
  const listing = '/v1/operator/policies/terms/versions'
  await visit(visitors, '/sign-in', async (page) => {
    await signIn(page, OPERATOR)
    await page.waitForURL('**/search')
    const { body } = await ask(page, house, `${listing}/1`)
    const { text } = body as { text: string }
    const effective = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const change = {
      base: 1,
      text: `${text}\n\nMembers may invite nobody.\n`,
      summary: SUMMARY,
      material: true,
      effective,
    }
    assert.equal((await ask(page, house, listing, change)).status, 201)
    assert.equal((await ask(page, house, listing, change)).status, 409, 'two operators edit one policy')
  })
  await visit(visitors, '/', async (page) => {
    await page.getByText(SUMMARY).waitFor()
  })
  const mails = await house.mails(OWNER, 2)
  assert.match(mails.at(-1)?.text ?? '', new RegExp(SUMMARY), 'it is mailed before it holds')
  house.wait(41)
  await visit(visitors, '/sign-in', async (page) => {
    await signIn(page, OWNER)
    await page.getByRole('heading', { name: 'Something changed that you agreed to' }).waitFor()
    await page.getByRole('button', { name: 'Agree and go on' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel(/I have read and agree/).check()
    await page.getByRole('button', { name: 'Agree and go on' }).click()
    await page.waitForURL('**/search')
  })
  await visit(visitors, '/sign-in', async (page) => {
    await signIn(page, OWNER)
    await page.waitForURL('**/search')
  })
}
