import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import type { House } from './start-house.ts'

/** Declining preference cookies works without script; a signal of the browser's is honoured and shown. */
export async function cookiesJourney(page: Page, house: House): Promise<void> {
  await page.getByText('Your browser sends no Global Privacy Control signal').waitFor()
  await page.getByRole('button', { name: 'Decline' }).click()
  await page.getByText('Preference cookies are declined and deleted').waitFor()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByText('Preference cookies are allowed').waitFor()

  await page.context().setExtraHTTPHeaders({ 'Sec-GPC': '1' })
  await page.goto(`${house.address}/cookies`)
  await page.getByText('Your browser sends a Global Privacy Control signal', { exact: true }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Allow' }).count(), 0, 'the signal has decided already')
  assert.match((await page.getByRole('contentinfo').textContent()) ?? '', /it is honoured here/)
}

/** Every policy is read and its versions are listed; feedback is taken, with what was typed kept on a mistake. */
export async function policiesJourney(page: Page, house: House): Promise<void> {
  const policies = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link')
  assert.ok((await policies.count()) >= 4, 'privacy, terms, contributions, cookies')
  await policies.first().click()
  await page.getByRole('heading', { name: 'All versions' }).waitFor()

  await page.goto(`${house.address}/feedback`)
  await page.getByLabel('E-mail address').fill('ada@analytical.example')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'ada@analytical.example')
  await page.getByLabel('Your message').fill('The policies are a pleasure to read.')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('We have your message').waitFor()
}
