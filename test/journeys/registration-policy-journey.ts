import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import type { House } from './start-house.ts'

const DAY = 86_400_000
const SUMMARY = 'We say more exactly how long we keep the log of usage.'

/** Publishes the next version of the privacy policy, as the operator's page does. Gives its number. */
async function publish({ address }: House): Promise<number> {
  const listing = `${address}/v1/operator/policies/privacy/versions`
  const { text } = (await (await fetch(`${listing}/1`)).json()) as { text: string }
  const body = {
    base: 1,
    text: `${text.trim()}\n\nThe log of usage is kept for thirteen months, then deleted.\n`,
    summary: SUMMARY,
    material: true,
    effective: new Date(Date.now() + 60 * DAY).toISOString().slice(0, 10),
  }
  const answer = await fetch(listing, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.equal(answer.status, 201, await answer.clone().text())
  return ((await answer.json()) as { version: number }).version
}

/** A policy changes: it is announced, compared and read before it holds. */
export async function policyJourney(page: Page, house: House): Promise<void> {
  const version = await publish(house)
  await page.goto(`${house.address}/policies`)
  const notice = page.getByRole('region', { name: 'Please note' })
  assert.match((await notice.textContent()) ?? '', new RegExp(`${SUMMARY}.*Version ${version} holds from`))
  await notice.getByRole('link', { name: 'See what changes' }).click()
  await page.getByText('The log of usage is kept for thirteen months').waitFor()
  assert.equal(await page.locator('p.added').count(), 1, 'one line is new')
  assert.equal(await page.locator('p.removed').count(), 0)
  await page.getByRole('link', { name: `version ${version}` }).click()
  await page.getByText('This version does not hold yet').waitFor()
  await page.getByRole('link', { name: 'Read the one that holds now' }).click()
  await page.getByText('Version 1, holds since').waitFor()
}
