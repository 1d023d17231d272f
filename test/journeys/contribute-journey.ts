import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { readTotal } from './read-total.ts'
import type { House } from './start-house.ts'

/** Three people of a made-up firm, a pupil, and columns that are never held. */
const FILE = [
  'Name,Job title,Company,E-mail,Phone,Home address,Date of birth',
  'Thessaly Marchbanks,Head of Procurement,Quillon Optics,thessaly.marchbanks@quillon-optics.example,(512) 555-0131,1 Private Lane,1979-02-03',
  'Ozias Pendragon,VP Sales,Quillon Optics,ozias.pendragon@quillon-optics.example,(512) 555-0132,2 Private Lane,1981-05-06',
  'Lucasta Verhoeven,Controller,Quillon Optics,lucasta.verhoeven@quillon-optics.example,(512) 555-0133,3 Private Lane,1985-07-08',
  'Timmy Sprout,Pupil,Hill School,timmy.sprout@hill-school.example,,4 Private Lane,2015-07-08',
].join('\n')

async function countOf(page: Page, { address }: House, name: string): Promise<number> {
  const answer = await page.request.get(`${address}/v1/contacts/count?name=${name}`)
  return ((await answer.json()) as { total: number }).total
}

/** The answer to a question that changes by itself, once it is what was expected, or after ten seconds. */
async function settled<Answer>(page: Page, ask: () => Promise<Answer>, expected: Answer): Promise<Answer> {
  for (const until = Date.now() + 10_000; ; await page.waitForTimeout(100)) {
    const answer = await ask()
    if (answer === expected || Date.now() > until) return answer
  }
}

/** A member agrees to the terms, drops a file, sees it judged, gives it; what an edition makes of it is credited. */
export async function contributeJourney(page: Page, house: House): Promise<void> {
  await page.getByRole('checkbox', { name: /contribution terms/ }).check()
  await page.getByRole('button', { name: 'Agree' }).click()
  const file = { name: 'trade-fair.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
  await page.locator('main input[type=file]').setInputFiles(file)
  const card = page.getByRole('region', { name: 'trade-fair.csv' })
  await card.getByText('Home address, Date of birth: private, never held').waitFor()
  await card.getByText(/1 of the first 4 rows would be refused/).waitFor()
  assert.equal(await card.getByText('Private Lane').count(), 0, 'what is never held is not shown')
  await card.getByRole('button', { name: 'Contribute this file' }).click()
  await page.getByText('3 rows taken, for the next edition.').waitFor()
  const row = page.getByRole('row', { name: /trade-fair\.csv/ })
  await row.getByText('Waiting for the next edition').waitFor()
  assert.equal(await countOf(page, house, 'Marchbanks'), 0)

  await house.build()
  assert.equal(await countOf(page, house, 'Marchbanks'), 1)
  await page.goto(`${house.address}/account/balance`)
  const credited = page.getByText(/for a contribution: 3 new rows/)
  const isThere = async () => {
    await page.reload()
    await page.waitForLoadState('networkidle')
    return credited.count()
  }
  assert.equal(await settled(page, isThere, 1), 1)
}

/** They take one row back: hidden at once, gone with the next edition; then undo is no more. */
export async function takeRowBackJourney(page: Page, house: House): Promise<void> {
  await page.getByRole('link', { name: 'trade-fair.csv' }).click()
  await page.getByRole('row', { name: /^2 New/ }).waitFor()
  await page.getByRole('row', { name: /^5 Refused/ }).waitFor()
  await page.getByRole('button', { name: 'Take back line 2' }).click()
  await page.getByRole('row', { name: /^2 Taken back/ }).waitFor()
  assert.equal(await countOf(page, house, 'Marchbanks'), 0, 'hidden before it was answered')
  await page.getByRole('button', { name: 'Give again line 2' }).click()
  await page.getByRole('row', { name: /^2 New/ }).waitFor()
  assert.equal(await countOf(page, house, 'Marchbanks'), 1)
  await page.getByRole('button', { name: 'Take back line 2' }).click()
  await page.getByRole('row', { name: /^2 Taken back/ }).waitFor()
  await house.build()
  assert.equal(await countOf(page, house, 'Marchbanks'), 0)
  assert.equal(await countOf(page, house, 'Pendragon'), 1)
  await page.goto(`${house.address}/search?name=Marchbanks`)
  assert.equal(await readTotal(page), 0)
}

/** They take all of the file back, undo it, and take it back for good: gone with the next edition. */
export async function takeBackJourney(page: Page, house: House): Promise<void> {
  await page.getByRole('link', { name: 'trade-fair.csv' }).click()
  const takeBack = async () => {
    await page.getByRole('button', { name: 'Take all of it back' }).click()
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText(/^Taken back .* Hidden at once/).waitFor()
  }
  await takeBack()
  assert.equal(await countOf(page, house, 'Pendragon'), 0, 'hidden before it was answered')
  assert.equal(await page.getByRole('button', { name: /line/ }).count(), 0, 'nothing to do for a row')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('row', { name: /^3 New/ }).waitFor()
  assert.equal(await countOf(page, house, 'Pendragon'), 1)
  await takeBack()
  await house.build()
  assert.equal(await countOf(page, house, 'Pendragon'), 0)
  const isOver = async () => {
    await page.reload()
    await page.waitForLoadState('networkidle')
    return page.getByText('An edition was built without it since').count()
  }
  assert.equal(await settled(page, isOver, 1), 1)
}
