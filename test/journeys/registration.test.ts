import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './launch-browser.ts'
import { openPage } from './open-page.ts'
import { cookiesJourney, policiesJourney } from './registration-cookies-journey.ts'
import { policyJourney } from './registration-policy-journey.ts'
import { unsubscribeJourney, visitorJourney } from './registration-visitor-journey.ts'
import { startHouse, type House } from './start-house.ts'

let house: House
let browser: Browser

beforeAll(async () => {
  ;[house, browser] = await Promise.all([startHouse(), launchBrowser()])
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
}, 60_000)

/** Walks a journey in a fresh window that runs no script, and expects that the console complains of nothing unforeseen. */
async function walk(path: string, journey: (page: Page, house: House) => Promise<void>): Promise<void> {
  const visit = await openPage(browser, house.address + path, { script: false })
  try {
    await journey(visit.page, house)
    expect(visit.problems.filter((problem) => !/status of 4(04|22)/.test(problem))).toEqual([])
  } finally {
    await visit.close()
  }
}

it(
  'a visitor asks, confirms, withdraws, and is left in peace',
  () => walk('/register/information-request', visitorJourney),
  60_000,
)
it('a link that was changed says what to do', () => walk('/contact', unsubscribeJourney))
it('cookies are declined, and a signal is honoured', () => walk('/cookies', cookiesJourney))
it('policies are read, and feedback is given', () => walk('/policies', policiesJourney))
it('a policy changes: announced, compared, read before it holds', () => walk('/policies', policyJourney))
