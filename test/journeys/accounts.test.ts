import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changedTermsJourney, firstOperatorJourney, signUpJourney } from './accounts-journey.ts'
import { launchBrowser } from './launch-browser.ts'
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

it(
  'the first operator takes the instance over',
  () => expect(firstOperatorJourney({ browser, house })).resolves.toBeUndefined(),
  60_000,
)
it(
  'an owner signs up and invites a member, who signs in',
  () => expect(signUpJourney({ browser, house })).resolves.toBeUndefined(),
  60_000,
)
it(
  'changed terms are announced, mailed, and agreed to at the next sign-in',
  () => expect(changedTermsJourney({ browser, house })).resolves.toBeUndefined(),
  60_000,
)
