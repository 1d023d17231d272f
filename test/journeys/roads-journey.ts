import { strict as assert } from 'node:assert'
import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Browser, Cookie, Page } from 'playwright-core'
import type { Cast } from './fill-house.ts'
import { openPage } from './open-page.ts'
import { readNewTotal, readTotal } from './read-total.ts'
import { linkIn, type House } from './start-house.ts'

type Visitors = { browser: Browser; house: House; cast: Cast }
type Person = { id: string; name: string; email: string; company: string; title?: string }

/** Does something in a fresh window at an address, as somebody or as nobody; the console must have nothing to say. */
async function visit<Result>(
  { browser, house }: Visitors,
  { path, cookies = [], script = true }: { path: string; cookies?: Cookie[]; script?: boolean },
  act: (page: Page) => Promise<Result>,
): Promise<Result> {
  const { page, problems, close } = await openPage(browser, house.address + path, { cookies, script })
  try {
    const result = await act(page)
    assert.deepEqual(
      problems.filter((problem) => !/status of 4(04|09|22)/.test(problem)),
      [],
    )
    return result
  } finally {
    await close()
  }
}

async function ask<Answer>(page: Page, { address }: House, path: string, data?: object): Promise<Answer> {
  const { request } = page.context()
  const answer = await (data ? request.post(address + path, { data }) : request.get(address + path))
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** Fetches a file as the browser does, and reads its rows. */
async function readExport(page: Page): Promise<Record<string, string>[]> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download CSV' }).first().click()
  const download = await coming
  const text = await readFile(await download.path(), 'utf8')
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data
}

/** The operator starts a plan for the owner's organisation. */
export async function startPlan(visitors: Visitors): Promise<void> {
  const { house, cast } = visitors
  await visit(visitors, { path: '/operate/accounts', cookies: cast.operator }, async (page) => {
    const accounts = await ask<{ items: { id: string; name: string }[] }>(page, house, '/v1/operator/accounts?q=Harbor')
    const { items } = await ask<{ items: { name: string }[] }>(page, house, '/v1/plans')
    const [account] = accounts.items
    const body = { plan: items.at(-1)?.name, months: 12 }
    await ask(page, house, `/v1/operator/accounts/${account?.id}/subscription`, body)
  })
}

/** Subscriber → search → unlock → export → the file is opened. Gives the people who were unlocked. */
export async function subscriberJourney(visitors: Visitors): Promise<Person[]> {
  const { house, cast } = visitors
  return visit(visitors, { path: '/search?has=email', cookies: cast.owner }, async (page) => {
    await readTotal(page)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('complementary')
    await drawer.getByText('E-mail address').waitFor()
    assert.equal(await drawer.getByText('@').count(), 0, 'no address before it is unlocked')
    await drawer.getByRole('button', { name: 'Unlock 1 person for 1 credit' }).click()
    await drawer.getByText('@').first().waitFor()
    await page.keyboard.press('Escape')

    await page.keyboard.press('x')
    for (let i = 0; i < 4; i++) await page.keyboard.press('j')
    await page.keyboard.press('Shift+X')
    const selection = page.getByRole('region', { name: 'Selection' })
    await selection.getByRole('button', { name: 'Unlock 4 people for 4 credits' }).click()
    await selection.getByRole('button', { name: 'Export' }).click()
    await page.waitForURL('**/exports')
    const rows = await readExport(page)
    assert.equal(rows.length, 5)
    assert.ok(rows.every((row) => (row['email'] ?? '').includes('@')))
    const { items } = await ask<{ items: { id: string; contact: Person }[] }>(page, house, '/v1/owned')
    assert.deepEqual(rows.map((row) => row['id']).toSorted(), items.map(({ id }) => id).toSorted())
    await page.goto(`${house.address}/lists/unlocked`)
    await page.getByRole('heading', { name: 'Unlocked (5)' }).waitFor()
    await page.goto(`${house.address}/account/balance`)
    await page
      .getByText(/4 contacts/)
      .first()
      .waitFor()
    return items.map(({ contact }) => contact)
  })
}

/** Listed person → stop → gone from that subscriber's search and from the export that was written before. */
export async function stopJourney(visitors: Visitors, { id, name, email }: Person): Promise<void> {
  const { house, cast } = visitors
  const path = `/search?open=${id}`
  await visit(visitors, { path, cookies: cast.owner }, async (page) => {
    const before = await readTotal(page)
    await page.getByRole('complementary').getByText(email).waitFor()
    await visit(visitors, { path: '/', script: false }, async (listed) => {
      await listed
        .getByRole('link', { name: /do not sell/i })
        .first()
        .click()
      await listed.getByLabel('Work e-mail address').fill(` ${email.toUpperCase()} `)
      await listed.getByRole('button', { name: 'Stop now' }).click()
      await listed
        .getByText(/R-\d{4}-\d{6}/)
        .first()
        .waitFor()
    })
    await page.reload()
    assert.equal(await readNewTotal(page, before), before - 1)
    await page.getByRole('complementary').getByText(email).waitFor({ state: 'detached' })
    await page.goto(`${house.address}/exports`)
    const rows = await readExport(page)
    assert.deepEqual(
      rows.filter((row) => row['id'] === id || row['email'] === email || row['name'] === name),
      [],
    )
    assert.equal(rows.length, 4)
  })
}

/** A name as some files spell it: “Ada Example” → “EXAMPLE, Ada”. */
function spellOtherwise(name: string): string {
  const [first = '', ...rest] = name.split(' ')
  return `${rest.join(' ').toUpperCase()}, ${first}`
}

/** A contribution brings the same person, spelled otherwise and with another address: nobody is told, and they do not come back. */
export async function comeBackJourney(visitors: Visitors, { id, name, company }: Person): Promise<void> {
  const { house, cast } = visitors
  await visit(visitors, { path: '/contribute', cookies: cast.member }, async (page) => {
    await page.getByRole('checkbox', { name: /contribution terms/ }).check()
    await page.getByRole('button', { name: 'Agree' }).click()
    await page.getByText('One contact').first().click()
    const fields = {
      Name: spellOtherwise(name),
      Company: company.toUpperCase(),
      'Work e-mail address': 'quite.new@elsewhere.example',
    }
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByRole('button', { name: 'See how it is cleaned' }).click()
    await page.getByRole('button', { name: 'Contribute this contact' }).click()
    await page.getByText('1 row taken, for the next edition.').waitFor()
    await house.build()
    await page.reload()
    await page.getByRole('link', { name: 'One contact' }).click()
    await page.getByRole('row', { name: /^2 (New|Confirmed)/ }).waitFor()
  })
  await visit(visitors, { path: '/search', cookies: cast.operator }, async (page) => {
    const query = new URLSearchParams({ name, limit: '200' })
    const { items } = await ask<{ items: Person[] }>(page, house, `/v1/contacts?${query}`)
    const same = items.filter((each) => each.id === id || each.company === company || /quite\.new/.test(each.email))
    assert.deepEqual(same, [], 'not in the next edition either')
  })
}

/** A listed person sees by a signed link what is held and who received it, and asks for a correction; an officer makes it. */
export async function correctionJourney(visitors: Visitors, { id, name, email }: Person): Promise<void> {
  const { house, cast } = visitors
  const title = 'Keeper of the Orchards'
  await visit(visitors, { path: '/your-data', script: false }, async (listed) => {
    await listed.getByLabel('Work e-mail address').fill(email)
    await listed.getByRole('button', { name: 'Send me the link' }).click()
  })
  const [letter] = await house.mails(email.toLowerCase(), 1)
  const link = new URL(linkIn(letter, '/your-data/'))
  const number = await visit(visitors, { path: link.pathname, script: false }, async (listed) => {
    await listed.getByRole('heading', { name }).waitFor()
    await listed.getByText('Harbor & Pine').first().waitFor()
    const option = listed.locator('select option', { hasText: /title/i }).first()
    await listed.getByLabel('What is wrong').selectOption((await option.getAttribute('value')) ?? '')
    await listed.getByLabel('What is right').fill(title)
    await listed.getByRole('button', { name: 'Ask for correction' }).click()
    await listed.waitForURL(/\/R-\d{4}-\d{6}$/)
    return listed.url().split('/').at(-1)
  })
  await visit(visitors, { path: `/operate/requests/${number}`, cookies: cast.operator }, async (page) => {
    await page.getByRole('button', { name: 'Take it' }).click()
    await page.getByText(title).first().waitFor()
    const on = page.getByRole('region', { name: 'Go on' })
    await on.getByRole('button', { name: 'Correct it', exact: true }).click()
    await on.getByRole('button', { name: 'Correct it as they say' }).click()
    await on.waitFor({ state: 'detached' })
    const held = await ask<Person>(page, house, `/v1/contacts/${id}`)
    assert.equal(held.title, undefined, 'the wrong value is hidden at once')
    await house.build()
    const { items } = await ask<{ items: Person[] }>(page, house, `/v1/contacts?${new URLSearchParams({ name })}`)
    assert.ok(
      items.some((each) => each.email === email && each.title === title),
      'the right one is in the edition',
    )
  })
}
