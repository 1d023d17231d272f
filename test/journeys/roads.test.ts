import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillHouse, type Cast } from './fill-house.ts'
import { launchBrowser } from './launch-browser.ts'
import { startPlan, stopJourney, subscriberJourney } from './roads-journey.ts'
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

it('a subscriber unlocks and exports; a listed person stops, and is gone from search and from the file', async () => {
  const visitors = { browser, house, cast }
  await startPlan(visitors)
  const people = await subscriberJourney(visitors)
  expect(people).toHaveLength(5)
  const [person] = people
  if (person) await stopJourney(visitors, person)
}, 90_000)
