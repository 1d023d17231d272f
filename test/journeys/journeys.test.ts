import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editionsJourney } from './editions-journey.ts'
import { findCutOff } from './find-cut-off.ts'
import { findViolations } from './find-violations.ts'
import { keyboardJourney, tabJourney } from './keyboard-journey.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage, type Look } from './open-page.ts'
import { badFileJourney, ownFileJourney } from './own-file-journey.ts'
import { phoneJourney } from './phone-journey.ts'
import { readTotal } from './read-total.ts'
import { companyJourney, emptyJourney, scrollJourney, searchJourney } from './search-journey.ts'
import { startInstance, type Instance } from './start-instance.ts'

let instance: Instance
let browser: Browser

beforeAll(async () => {
  ;[instance, browser] = await Promise.all([startInstance(), launchBrowser()])
  // An application that shows nothing fails here, once, and not after fifteen seconds in each test.
  await walk('/search', async (page) => void (await readTotal(page)))
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await instance?.stop()
}, 60_000)

const phone: Look = { width: 390, height: 844 }
// A laptop of 1440 × 900 at 200 %.
const zoomed: Look = { width: 720, height: 450, scale: 2 }
const looks: [string, Look][] = [
  ['light', {}],
  ['dark', { scheme: 'dark' }],
  ['phone', phone],
]
const pages = [
  '/search',
  '/search?open=c0000000001',
  '/search?open=o00000001',
  '/search?name=nobodyhere&level=vp',
  '/editions',
  '/editions/e000001',
  '/editions/running',
  '/add',
  '/search/nowhere',
]

/** Walks a journey in a fresh window and expects that the console stays silent. */
async function walk(
  path: string,
  journey: (page: Page) => Promise<void>,
  look: Look = {},
  allow = /^$/,
): Promise<void> {
  const visit = await openPage(browser, instance.address + path, look)
  try {
    await journey(visit.page)
    expect(visit.problems.filter((problem) => !allow.test(problem))).toEqual([])
  } finally {
    await visit.close()
  }
}

describe('the sample world', () => {
  it('is searched: filter, count, drawer, back', () => walk('/', searchJourney))
  it('is scrolled through to its end', () => walk('/search', scrollJourney))
  it('says which filter to drop when nobody is left', () => walk('/search?name=nobodyhere&level=vp', emptyJourney))
  it('shows a company with its people', () => walk('/search', companyJourney))
  it('is used by keyboard only', () => walk('/search', keyboardJourney))
  it('is reached by Tab alone', () => walk('/search', tabJourney))
  it('is used on a phone', () => walk('/search', phoneJourney, phone))
})

describe.each(looks)('in %s', (_, look) => {
  it.each(pages)('%s has no accessibility violation and no console error', (path) =>
    walk(
      path,
      async (page) => {
        await page.waitForLoadState('networkidle')
        expect(await findViolations(page)).toEqual([])
      },
      look,
    ),
  )
})

it.each(pages)('%s cuts nothing off at twice its size', (path) =>
  walk(
    path,
    async (page) => {
      await page.waitForLoadState('networkidle')
      expect(await findCutOff(page)).toEqual([])
    },
    zoomed,
  ),
)

describe('own data', () => {
  it('is refused with a sentence when it cannot be read', () => walk('/add', badFileJourney, {}, /status of 4\d\d/))
  it('is dropped, mapped, built and found', () => walk('/add', (page) => ownFileJourney(page, instance.data)), 150_000)
  it('is rolled back and forth', () => walk('/editions', editionsJourney))
})
