import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contributeJourney, takeBackJourney, takeRowBackJourney } from './contribute-journey.ts'
import { badFilesJourney, oneContactJourney, wideFileJourney } from './contribute-mistakes-journey.ts'
import { fillHouse, type Cast } from './fill-house.ts'
import { findCutOff } from './find-cut-off.ts'
import { findViolations } from './find-violations.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage, type Look } from './open-page.ts'
import { startHouse, type House } from './start-house.ts'

let house: House
let browser: Browser
let cast: Cast

beforeAll(async () => {
  ;[house, browser] = await Promise.all([startHouse({ sample: true }), launchBrowser()])
  cast = await fillHouse({ browser, house })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
}, 60_000)

/** Walks a journey of the member, and expects that the console complains of nothing but answers that were meant. */
async function walk(path: string, journey: (page: Page) => Promise<void>, look: Look = {}): Promise<void> {
  const visit = await openPage(browser, house.address + path, { ...look, cookies: cast.member })
  try {
    await journey(visit.page)
    expect(visit.problems.filter((problem) => !/status of 4(00|13)/.test(problem))).toEqual([])
  } finally {
    await visit.close()
  }
}

it('a member gives a file, is credited for what the edition makes of it, and takes a row back', async () => {
  await walk('/contribute', (page) => contributeJourney(page, house))
  await walk('/contribute', (page) => takeRowBackJourney(page, house))
}, 120_000)

const looks: [string, Look][] = [
  ['light', {}],
  ['dark', { scheme: 'dark' }],
  ['phone', { width: 390, height: 844 }],
  ['200 %', { width: 720, height: 450, scale: 2 }],
]

describe.each(looks)('in %s', (_, look) => {
  const isSound = async (page: Page) => {
    await page.waitForLoadState('networkidle')
    expect(await findViolations(page)).toEqual([])
    expect(await findCutOff(page)).toEqual([])
  }
  it('what was given is sound, and what became of it', () =>
    walk(
      '/contribute',
      async (page) => {
        const file = page.getByRole('link', { name: 'trade-fair.csv' })
        await file.waitFor()
        await isSound(page)
        await file.click()
        const button = page.getByRole('button', { name: 'Take back line 3' })
        await button.waitFor()
        expect(await button.evaluate((each) => each.getBoundingClientRect().right <= innerWidth)).toBe(true)
        await isSound(page)
        await page.getByRole('button', { name: 'Take all of it back' }).click()
        await page.getByRole('button', { name: 'Keep it' }).waitFor()
        await isSound(page)
      },
      look,
    ))
  it('a file that is looked at is sound, and a contact', () =>
    walk(
      '/contribute',
      async (page) => {
        const buffer = Buffer.from('Name,E-mail,Home address\nAda Example,ada@works.example,1 Private Lane\n')
        const file = { name: 'one.csv', mimeType: 'text/csv', buffer }
        await page.locator('main input[type=file]').setInputFiles(file)
        await page.getByRole('button', { name: 'Contribute this file' }).waitFor()
        await isSound(page)
        await page.getByText('One contact').first().click()
        await page.getByLabel('Name', { exact: true }).waitFor()
        await isSound(page)
      },
      look,
    ))
})

it(
  'what cannot be taken is answered in words',
  () => walk('/contribute', (page) => badFilesJourney(page, house)),
  60_000,
)
it('a file of 200 columns is taken', () => walk('/contribute', (page) => wideFileJourney(page, house)), 60_000)
it('a contact is taken once', () => walk('/contribute', (page) => oneContactJourney(page, house)), 60_000)
it('all of a file is taken back', () => walk('/contribute', (page) => takeBackJourney(page, house)), 120_000)
