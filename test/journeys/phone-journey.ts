import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { readNewTotal, readTotal } from './read-total.ts'

/** A phone: bottom bar, filters as a sheet, rows as cards, the drawer over everything. */
export async function phoneJourney(page: Page): Promise<void> {
  const all = await readTotal(page)
  await page.getByRole('button', { name: 'Filters' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('checkbox', { name: /^Director/ }).click()
  const directors = await readNewTotal(page, all)
  await sheet.getByRole('button', { name: /^Show/ }).click()
  await sheet.waitFor({ state: 'detached' })
  assert.ok(directors < all)

  await page.getByRole('region', { name: 'Contacts' }).getByRole('button').first().click()
  await page.getByRole('complementary').getByRole('heading', { name: 'Channels' }).waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('complementary').waitFor({ state: 'detached' })
  await page.getByRole('navigation').getByRole('link', { name: 'Editions' }).click()
  await page.waitForURL(/\/editions/)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 390, 'nothing is wider than the phone')
}
