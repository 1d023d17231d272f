import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { queueMail } from '../../src/modules/mail/index.ts'
import { linkIn, type House } from './start-house.ts'

const EMAIL = 'ada@analytical.example'
const NAME = 'Ada Example'

/** Mistakes are shown at their fields, what was typed is kept, nothing is ticked that was not. */
async function askForInformation(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill('ada at analytical')
  await page.getByLabel('Name').fill(NAME)
  assert.equal(await page.locator('input[type=checkbox]:checked').count(), 0, 'no consent is ticked beforehand')
  await page.getByRole('button', { name: 'Send the request' }).click()
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByLabel('Name').inputValue(), NAME, 'what was typed is kept')
  assert.equal(await page.getByLabel('E-mail address').getAttribute('aria-invalid'), 'true')

  await page.getByLabel('E-mail address').fill(` ${EMAIL.toUpperCase()} `)
  await page.getByLabel('What would you like to know?').fill('Is the API included?')
  await page.getByLabel(/by e-mail about/).check()
  await page.getByRole('button', { name: 'Send the request' }).click()
  await page.getByRole('heading', { name: 'Please look into your mailbox' }).waitFor()
}

async function sendNews({ app }: House, mail: { kind: 'service' } | { kind: 'declinable'; topic: string }) {
  const data = { title: `A mail of kind ${mail.kind}`, paragraphs: ['One thing.'] }
  const db = app.postgres.as('registration')
  await db.transaction().execute((trx) => queueMail(trx, { template: 'news', to: EMAIL, data, ...mail }))
}

/** Visitor → request → confirmation mail → preferences → consent withdrawn → silence, but for service mail. */
export async function visitorJourney(page: Page, house: House): Promise<void> {
  await askForInformation(page)
  const [asking] = await house.mails(EMAIL, 1)
  const link = linkIn(asking, '/confirm/')
  await page.goto(link)
  await page.getByRole('button', { name: 'Yes, confirm' }).click()
  await page.getByRole('heading', { name: 'Thank you, that is confirmed' }).waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: 'Thank you, that is confirmed' }).waitFor()

  await sendNews(house, { kind: 'declinable', topic: 'news' })
  const [, confirmed, news] = await house.mails(EMAIL, 3)
  assert.match(news.subject ?? '', /declinable/)
  await page.goto(linkIn(confirmed, '/preferences/'))
  await page.getByRole('listitem').filter({ hasText: 'News by e-mail' }).getByRole('button').click()
  await page.getByText('Withdrawn', { exact: true }).waitFor()
  assert.equal(await page.getByRole('checkbox', { name: 'E-mail' }).first().isChecked(), false)

  await sendNews(house, { kind: 'declinable', topic: 'news' })
  await sendNews(house, { kind: 'service' })
  const all = await house.mails(EMAIL, 4)
  assert.match(all.at(-1)?.subject ?? '', /service/, 'the service mail comes, the declined one does not')

  await page.getByRole('button', { name: 'Withdraw everything' }).click()
  await page.getByText('Everything is withdrawn').waitFor()
  await page.getByText('What was recorded, and when').click()
  await page.getByRole('table').waitFor()
}

/** A mail's own link: looking changes nothing, the button ends it, a changed link says what to do. */
export async function unsubscribeJourney(page: Page, house: House): Promise<void> {
  await page.goto(`${house.address}/unsubscribe/changed.link`)
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
  await page.goto(`${house.address}/confirm/changed`)
  await page.getByRole('link', { name: 'Fill in the form again' }).waitFor()
}
