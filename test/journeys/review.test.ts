import { strict as assert } from 'node:assert'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findViolations } from './find-violations.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage } from './open-page.ts'
import { startHouse, type House } from './start-house.ts'

let house: House
let browser: Browser

beforeAll(async () => {
  ;[house, browser] = await Promise.all([startHouse({ feeds: true }), launchBrowser()])
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
}, 60_000)

it('a doubt is decided by one key, undone, decided again; the next build obeys', async () => {
  const { page, problems, close } = await openPage(browser, `${house.address}/operate/review`)
  try {
    const status = page.getByRole('status')
    await status.getByText(/^1 of/).waitFor()
    await page.getByRole('region', { name: 'What speaks for and against' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    if (process.env['SCREENS']) await page.screenshot({ path: `${process.env['SCREENS']}/review.png`, fullPage: true })
    const [first] = await doubts()
    assert.ok(first)
    const key = first.isOne ? 'd' : 's'
    await page.keyboard.press(key)
    await status.getByText(/Decided:/).waitFor()
    await page.keyboard.press('u')
    await status.getByText(/Decided:/).waitFor({ state: 'detached' })
    await page.keyboard.press(key)
    await status.getByText(/Decided:/).waitFor()
    await page.keyboard.press('j')
    await status.getByText(/^2 of/).waitFor()
    await page.keyboard.press('k')
    await page
      .getByRole('link', { name: /^Why c/ })
      .first()
      .click()
    await page.getByRole('region', { name: 'Which value won' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    if (process.env['SCREENS']) await page.screenshot({ path: `${process.env['SCREENS']}/why.png`, fullPage: true })
    await house.build()
    expect((await doubts()).every((each) => each.decision === null)).toBe(true)
    const moved = await page.request.get(`${house.address}/v1/contacts/${first.contacts.at(-1)}`)
    expect(moved.status()).toBe(200)
    expect(problems).toEqual([])
  } finally {
    await close()
  }
}, 120_000)

async function doubts() {
  const answer = await fetch(`${house.address}/v1/review`)
  const { items } = (await answer.json()) as {
    items: { isOne: boolean; contacts: string[]; decision: object | null }[]
  }
  return items
}
