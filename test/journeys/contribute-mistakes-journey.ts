import { strict as assert } from 'node:assert'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { House } from './start-house.ts'

type Answer = { items: { kind: string; file: string | null }[] }

async function listGiven(page: Page, { address }: House): Promise<Answer['items']> {
  const answer = await page.request.get(`${address}/v1/contributions`)
  return ((await answer.json()) as Answer).items
}

async function choose(page: Page, name: string, lines: string[]): Promise<void> {
  const buffer = Buffer.from(`${lines.join('\n')}\n`)
  await page.locator('main input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

/** Writes a table of somewhat more than 100 MB, piece by piece. */
async function writeLarge(path: string): Promise<void> {
  const file = await open(path, 'w')
  const piece = 'Ada Example,ada@works.example\n'.repeat(40_000)
  await file.write('Name,E-mail\n')
  for (let written = 0; written < 100e6; written += piece.length) await file.write(piece)
  await file.close()
}

/** Files that are not taken, each with a sentence on what to do; nothing is half done. */
export async function badFilesJourney(page: Page, house: House): Promise<void> {
  const alert = page.getByRole('alert')
  const before = await listGiven(page, house)
  await choose(page, 'class.csv', ['Name,Guardian,E-mail', 'Tim Example,Ada Example,ada@works.example'])
  await alert.getByText('class.csv is about children: it has the column “Guardian”.').waitFor()

  await choose(page, 'nothing.csv', [])
  await alert.getByText(/nothing\.csv .*empty/).waitFor()

  const large = join(house.data, 'everybody.csv')
  await writeLarge(large)
  await page.locator('main input[type=file]').setInputFiles(large)
  await alert.getByText('everybody.csv is larger than 50 MB').waitFor()
  await alert.getByText('Send it in parts.').waitFor()
  assert.deepEqual(await listGiven(page, house), before)
}

/** A file of 200 columns: what nobody recognised is folded away; one of it can be given a meaning all the same. */
export async function wideFileJourney(page: Page, house: House): Promise<void> {
  const others = Array.from({ length: 198 }, (_, column) => `Field ${column}`)
  const cells = others.map((_, column) => (column === 7 ? 'Keeper of Doors' : `value ${column}`))
  const wide = [`Name,E-mail,${others.join()}`, `Wanda Wide,wanda@wide-works.example,${cells.join()}`]
  await choose(page, 'wide.csv', wide)
  const card = page.getByRole('region', { name: 'wide.csv' })
  await card.getByRole('button', { name: 'Show 198 more columns that nobody recognised' }).waitFor()
  assert.equal(await card.getByRole('combobox').count(), 2)
  await card.getByRole('button', { name: /^Show 198/ }).click()
  await card.getByRole('combobox', { name: 'Meaning of Field 7', exact: true }).click()
  await page.getByRole('option', { name: 'Job title' }).click()
  await card.getByRole('columnheader', { name: 'Job title' }).waitFor()
  await card.getByRole('button', { name: 'Contribute this file' }).click()
  await page.getByText('1 row taken, for the next edition.').waitFor()
  assert.equal((await listGiven(page, house)).filter(({ file }) => file === 'wide.csv').length, 1)
}

/** One contact: a pupil is not taken; a grown-up is, once, however often the button is pressed. */
export async function oneContactJourney(page: Page, house: House): Promise<void> {
  await page.getByText('One contact').first().click()
  const fields = { Name: 'Percival Oakenfold', Company: 'Oakenfold Joinery', 'Job title': 'Pupil' }
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('This cannot be taken: data about somebody who is not of age.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Contribute this contact' }).count(), 0)
  await page.getByLabel('Job title').fill('Joiner')
  await page.getByRole('button', { name: 'See how it is cleaned' }).click()
  const contribute = page.getByRole('button', { name: 'Contribute this contact' })
  await contribute.waitFor()
  await contribute.evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 3; press++) button.click()
  })
  await page.getByText('1 row taken, for the next edition.').waitFor()
  assert.equal((await listGiven(page, house)).filter(({ kind }) => kind === 'contact').length, 1)
}
