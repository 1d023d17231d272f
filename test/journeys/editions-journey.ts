import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { readTotal } from './read-total.ts'

/** Editions → one page an edition → roll back to the sample world → the search shows it → undo. */
export async function editionsJourney(page: Page): Promise<void> {
  const rows = page.getByRole('table').getByRole('row')
  await rows.nth(2).waitFor()
  const older = (await rows.nth(2).getByRole('link').textContent()) ?? ''
  await rows.nth(1).getByRole('link').click()
  for (const title of [
    'What the build did',
    'Completeness by field',
    'Steps with time',
    /^Difference from/,
    'How far confidence can be believed',
    'Rejects and batches',
    'Proof',
  ]) {
    await page.getByRole('heading', { name: title }).waitFor()
  }
  await page.getByRole('link', { name: 'All editions' }).click()

  await page.getByRole('button', { name: `Serve ${older}` }).click()
  await page.getByText(`Every search is now answered from ${older}`).waitFor()
  await rows.nth(2).getByText('Serving').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Search', exact: true }).click()
  await page.getByText('This is the sample world').waitFor()
  assert.ok((await readTotal(page)) > 500, 'the older edition answers')

  await page.goBack()
  const served = page.getByRole('button', { name: /^Serve e/ })
  await served.click()
  await page.getByText('Every search is now answered from').waitFor()
}
