import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillHouse, type Cast } from './fill-house.ts'
import { launchBrowser } from './launch-browser.ts'
import { comeBackJourney, correctionJourney, startPlan, stopJourney, subscriberJourney } from './roads-journey.ts'
import { startHouse, type House } from './start-house.ts'

let house: House
let browser: Browser
let cast: Cast

beforeAll(async () => {
  ;[house, browser] = await Promise.all([startHouse({ feeds: true }), launchBrowser()])
  cast = await fillHouse({ browser, house })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
}, 60_000)

it('a subscriber unlocks and exports; listed people stop, stay away, see what is held, and have it corrected', async () => {
  const visitors = { browser, house, cast }
  await startPlan(visitors)
  const people = await subscriberJourney(visitors)
  expect(people).toHaveLength(5)
  // An initial and a last name are nobody in particular.
  const [stopped, corrected] = people.filter(({ name, title }) => !name.includes('.') && title)
  if (!stopped || !corrected) return
  await stopJourney(visitors, stopped)
  await comeBackJourney(visitors, stopped)
  await correctionJourney(visitors, corrected)
}, 150_000)
