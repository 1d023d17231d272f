import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { readNewTotal, readTotal } from './read-total.ts'

/** Search → filter → the count changes → drawer → back, all of it in the address. */
export async function searchJourney(page: Page): Promise<void> {
  const all = await readTotal(page)
  assert.ok(all > 500, `the sample edition has ${all} people`)

  const level = page.getByRole('checkbox', { name: /^Vice president/ })
  const label = await page.locator('label', { hasText: /^Vice president/ }).textContent()
  const promised = Number((label ?? '').replaceAll(/\D/g, ''))
  await level.click()
  const vps = await readNewTotal(page, all)
  assert.equal(vps, promised, 'the count beside the value is what the click gives')
  assert.match(page.url(), /level=vp/)

  await page.getByRole('combobox', { name: 'Title' }).pressSequentially('sal', { delay: 30 })
  // On a busy machine the total of the first letters alone is there before the last is typed.
  await page.getByRole('button', { name: /^Title sal/ }).waitFor()
  const sales = await readNewTotal(page, vps)
  assert.ok(sales < vps)
  assert.match(page.url(), /title=sal/)
  await page.keyboard.press('Escape')

  await page.getByRole('row').nth(2).click()
  const drawer = page.getByRole('complementary')
  await drawer.getByRole('heading', { name: 'Channels' }).waitFor()
  assert.match(page.url(), /open=c\d+/)
  await page.reload()
  await drawer.getByRole('heading', { name: 'Channels' }).waitFor()

  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await page.goBack()
  await drawer.waitFor()
  await page.goBack()
  await drawer.waitFor({ state: 'detached' })
  assert.equal(await readTotal(page), sales)

  await page.getByRole('button', { name: /^Title sal/ }).click()
  assert.equal(await readNewTotal(page, sales), vps, 'a chip takes its filter away')
  await page.getByRole('button', { name: 'Clear all' }).click()
  assert.equal(await readNewTotal(page, vps), all)
}

/** The table scrolls to its very end, and every row arrives. */
export async function scrollJourney(page: Page): Promise<void> {
  const total = await readTotal(page)
  const grid = page.getByRole('grid')
  await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
  const last = page.locator(`[role=row][aria-rowindex="${total + 1}"]`)
  await last.getByRole('gridcell').nth(1).filter({ hasText: /\w/ }).waitFor()
  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await page.waitForURL(/sort=-name/)
  await page.locator('[role=row][aria-rowindex="2"]').getByRole('gridcell').nth(1).filter({ hasText: /\w/ }).waitFor()
}

/** An empty result says which filter to drop; dropping it gives what was promised. */
export async function emptyJourney(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Nobody matches all of these' }).waitFor()
  const offer = page.getByRole('button', { name: /^Drop name/ })
  await offer.filter({ hasText: /[1-9]/ }).waitFor()
  const promised = Number(((await offer.textContent()) ?? '').replace(/^.*?([\d,]+) people$/, '$1').replaceAll(',', ''))
  await offer.click()
  assert.equal(await readNewTotal(page, 0), promised)
}

/** A company: facts, and a matrix whose fields filter the list. */
export async function companyJourney(page: Page): Promise<void> {
  const all = await readTotal(page)
  await page.getByRole('row').nth(3).click()
  const drawer = page.getByRole('complementary')
  await drawer.getByRole('heading', { name: 'Why we believe this' }).waitFor()
  await drawer.locator('header').getByRole('button').click()
  await drawer.getByRole('heading', { name: 'Facts' }).waitFor()
  const field = drawer.getByRole('table').getByRole('button').first()
  const count = Number(((await field.textContent()) ?? '').replaceAll(',', ''))
  await field.click()
  assert.equal(await readNewTotal(page, all), count, 'a field of the matrix gives as many people as it says')
  assert.match(page.url(), /company=o\d+/)
}
