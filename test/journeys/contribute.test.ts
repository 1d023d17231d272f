import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contributeJourney, takeRowBackJourney } from './contribute-journey.ts'
import { fillHouse, type Cast } from './fill-house.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage } from './open-page.ts'
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

it('a member gives a file, is credited for what the edition makes of it, and takes a row back', async () => {
  const visit = await openPage(browser, `${house.address}/contribute`, { cookies: cast.member })
  try {
    await contributeJourney(visit.page, house)
    await visit.page.goto(`${house.address}/contribute`)
    await takeRowBackJourney(visit.page, house)
    expect(visit.problems).toEqual([])
  } finally {
    await visit.close()
  }
}, 120_000)
