import { strict as assert } from 'node:assert'
import { dirname } from 'node:path'
import type { Page } from 'playwright-core'
import { makeFeed } from './make-feed.ts'
import { readNewTotal, readTotal } from './read-total.ts'

/** Drop a CSV → mapping with live cleaning → build with its steps → found in the search; the sample world retires. */
export async function ownFileJourney(page: Page, data: string): Promise<void> {
  await page.getByRole('heading', { name: 'Welcome to Fairlist' }).waitFor()
  await page.locator('main input[type=file]').setInputFiles(await makeFeed(dirname(data)))
  await page.getByRole('heading', { name: 'What the columns mean' }).waitFor()
  assert.equal(await page.getByRole('combobox', { name: 'Meaning of Employer' }).inputValue(), 'Company')
  await page.getByText('Never kept: birth date').waitFor()
  await page.getByRole('region', { name: 'The first rows, cleaned' }).getByText('Repaired').first().waitFor()

  await page.getByRole('button', { name: 'Build the edition' }).click()
  await page.getByRole('heading', { name: /^Buil/ }).first().waitFor()
  await page.getByRole('link', { name: 'Search it' }).click({ timeout: 90_000 })
  await page.waitForURL(/\/search/)
  await page.getByText('This is the sample world').waitFor({ state: 'detached' })
  const all = await readTotal(page)
  await page.keyboard.press('/')
  await page.keyboard.type('quillfeather')
  assert.equal(await readNewTotal(page, all), 1)
  await page.getByRole('row').nth(1).click()
  await page.getByRole('complementary').getByText('zebulon.quillfeather@fjordfoods.example').first().waitFor()
}

/** A file that cannot be read is refused with a sentence, and nothing is lost. */
export async function badFileJourney(page: Page): Promise<void> {
  const file = { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') }
  await page.locator('main input[type=file]').setInputFiles(file)
  const alert = page.getByRole('alert')
  await alert.waitFor()
  assert.match((await alert.textContent()) ?? '', /empty/i)
}
