import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillHouse, type Cast } from './fill-house.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage } from './open-page.ts'
import { deliverJourney, endContractJourney } from './provider-journey.ts'
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

it('a provider delivers under contract; when that ends, what it alone supports is gone', async () => {
  const operator = await openPage(browser, `${house.address}/operate/providers`, { cookies: cast.operator })
  const owner = await openPage(browser, `${house.address}/search`, { cookies: cast.owner })
  try {
    await deliverJourney(operator.page, house)
    await endContractJourney(operator.page, house, owner.page)
    expect(operator.problems.filter((problem) => !/status of 4(00|22)/.test(problem))).toEqual([])
  } finally {
    await Promise.all([operator.close(), owner.close()])
  }
}, 120_000)
