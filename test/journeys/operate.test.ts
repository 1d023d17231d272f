import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForPlanJourney, readBalanceJourney, startPlanJourney } from './balance-journey.ts'
import { fillHouse, type Cast } from './fill-house.ts'
import { findCutOff } from './find-cut-off.ts'
import { findViolations } from './find-violations.ts'
import { housePages } from './house-screens.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage, type Look } from './open-page.ts'
import {
  deskJourney,
  membersJourney,
  passwordJourney,
  policyClashJourney,
  signOutJourney,
  usersJourney,
} from './operate-journey.ts'
import { caseJourney, telephoneStopJourney } from './requests-journey.ts'
import { startHouse, type House } from './start-house.ts'

let house: House
let browser: Browser
let cast: Cast

beforeAll(async () => {
  ;[house, browser] = await Promise.all([startHouse(), launchBrowser()])
  cast = await fillHouse({ browser, house })
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
}, 60_000)

type Walk = { path: string; as: keyof Cast; look?: Look }

/** Walks a journey as somebody signed in, and expects that the console complains of nothing unforeseen. */
async function walk({ path, as, look = {} }: Walk, journey: (page: Page) => Promise<void>): Promise<void> {
  const visit = await openPage(browser, house.address + path, { ...look, cookies: cast[as] })
  try {
    await journey(visit.page)
    expect(visit.problems.filter((problem) => !/status of 4(00|03|04|09)/.test(problem))).toEqual([])
  } finally {
    await visit.close()
  }
}

const looks: [string, Look][] = [
  ['light', {}],
  ['dark', { scheme: 'dark' }],
  ['phone', { width: 390, height: 844 }],
  ['200 %', { width: 720, height: 450, scale: 2 }],
]

describe.each(looks)('in %s', (_, look) => {
  it.each(housePages)('$path is sound for the $as', (place) =>
    walk({ ...place, look }, async (page) => {
      await page.waitForLoadState('networkidle')
      await page.locator('main h1').first().waitFor()
      expect(await findViolations(page)).toEqual([])
      expect(await findCutOff(page)).toEqual([])
    }),
  )
})

it('an owner leads the organisation', () => walk({ path: '/account', as: 'owner' }, membersJourney), 60_000)
it(
  'an operator finds users and registrations',
  () => walk({ path: '/operate/users', as: 'operator' }, usersJourney),
  60_000,
)
it(
  'an operator reads mail, feedback and the trail',
  () => walk({ path: '/operate/mails', as: 'operator' }, deskJourney),
  60_000,
)
it(
  'two operators write one policy',
  () => walk({ path: '/operate/policies/terms', as: 'operator' }, policyClashJourney),
  60_000,
)
it(
  'support stops for a caller',
  () => walk({ path: '/operate/requests', as: 'operator' }, telephoneStopJourney),
  60_000,
)
it(
  'a call becomes a case and is answered',
  () => walk({ path: '/operate/requests/telephone', as: 'operator' }, caseJourney),
  60_000,
)
it('an owner asks for a plan', () => walk({ path: '/account/balance', as: 'owner' }, askForPlanJourney), 60_000)
it('an operator starts it', () => walk({ path: '/operate/invoices', as: 'operator' }, startPlanJourney), 60_000)
it('an owner reads the balance', () => walk({ path: '/account/balance', as: 'owner' }, readBalanceJourney), 60_000)
it('a member signs out', () => walk({ path: '/account', as: 'member' }, signOutJourney), 60_000)
it('a password is changed', () => walk({ path: '/account', as: 'owner' }, passwordJourney), 60_000)
