import { strict as assert } from 'node:assert'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findViolations } from './find-violations.ts'
import { launchBrowser } from './launch-browser.ts'
import { findCutOff } from './find-cut-off.ts'
import { openPage, type Look } from './open-page.ts'
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
    const { id } = (await moved.json()) as { id: string }
    await page.goto(`${house.address}/operate/contacts/${id}/why`)
    const hand = page.getByRole('region', { name: 'Decided by hand' })
    await hand.getByText(first.isOne ? /^Kept apart by hand/ : /^Kept together by hand/).waitFor()
    await hand.getByText(first.isOne ? /Without it.*one person:/ : /Without it.*two people:/).waitFor()
    expect(await findViolations(page)).toEqual([])
    if (process.env['SCREENS']) await page.screenshot({ path: `${process.env['SCREENS']}/hand.png` })
    await hand.getByRole('button', { name: /^Undo decision/ }).click()
    await hand.getByText(/^Undone on/).waitFor()
    expect(problems).toEqual([])
  } finally {
    await close()
  }
}, 120_000)

const looks: [string, Look][] = [
  ['light', {}],
  ['dark', { scheme: 'dark' }],
  ['phone', { width: 390, height: 844, scale: 2 }],
  ['200 %', { width: 720, height: 450, scale: 2 }],
]

it.each(looks)(
  'both pages are sound in %s',
  async (name, look) => {
    const [first] = await doubts()
    assert.ok(first)
    const pages = { review: '/operate/review', why: `/operate/contacts/${first.contacts[0]}/why` }
    for (const [kind, path] of Object.entries(pages)) {
      const { page, problems, close } = await openPage(browser, house.address + path, look)
      try {
        await page.getByRole('region').first().waitFor()
        await page.waitForLoadState('networkidle')
        expect(await findViolations(page)).toEqual([])
        expect(await findCutOff(page)).toEqual([])
        expect(problems).toEqual([])
        const folder = process.env['SCREENS']
        if (folder) await page.screenshot({ path: `${folder}/${kind}-${name.replace(' %', '')}.png` })
      } finally {
        await close()
      }
    }
  },
  60_000,
)

it('records are split off on the page why they are one, with a reason, and it is undone', async () => {
  const { contacts } = (await doubts()).find(({ isOne }) => isOne) ?? {}
  assert.ok(contacts)
  const { page, problems, close } = await openPage(browser, `${house.address}/operate/contacts/${contacts[0]}/why`)
  try {
    const split = page.getByRole('region', { name: 'Not one person?' })
    const button = split.getByRole('button')
    expect(await button.isDisabled()).toBe(true)
    await split.getByRole('checkbox', { name: /^Record 1:/ }).check()
    await split.getByRole('textbox', { name: 'Reason' }).fill('father and son')
    await split.getByRole('button', { name: 'Split 1 record off' }).click()
    const hand = page.getByRole('region', { name: 'Decided by hand' })
    await hand.getByText(/^To be kept apart by hand, from the next build on.*father and son$/).waitFor()
    expect(await findViolations(page)).toEqual([])
    if (process.env['SCREENS']) await page.screenshot({ path: `${process.env['SCREENS']}/split.png` })
    await hand.getByRole('button', { name: /^Undo decision/ }).click()
    await hand.waitFor({ state: 'detached' })
    expect(problems).toEqual([])
  } finally {
    await close()
  }
}, 60_000)

it('everything is reached and done by the keyboard, and the focus stays where it was', async () => {
  const { page, problems, close } = await openPage(browser, `${house.address}/operate/review`)
  try {
    const status = page.getByRole('status')
    await status.getByText(/^1 of/).waitFor()
    for (const button of [/^Same person/, /^Undo/, /^Different people/, /^Undo/, /^Next/]) {
      const target = page.getByRole('button', { name: button })
      for (let steps = 0; steps < 60 && !(await hasFocus(target)); steps++) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const decided = status.getByText(/Decided:/)
      if (/Same|Different/.test(button.source)) await decided.waitFor()
      else await decided.waitFor({ state: 'detached' })
      expect(await hasFocus(target)).toBe(true)
    }
    await status.getByText(/^2 of/).waitFor()
    expect(problems).toEqual([])
  } finally {
    await close()
  }
}, 60_000)

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement)

it('after many decisions one more is as fast, and what is left comes first', async () => {
  const all = await doubts()
  const { edition } = (await (await fetch(`${house.address}/v1/review`)).json()) as { edition: string }
  const took: number[] = []
  for (const { number, isOne } of all.slice(0, 50)) {
    const begun = performance.now()
    await fetch(`${house.address}/v1/review/${number}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ edition, verdict: isOne ? 'two' : 'one' }),
    })
    await doubts()
    took.push(performance.now() - begun)
  }
  const median = (list: number[]) => list.toSorted((x, y) => x - y)[list.length >> 1] ?? 0
  expect(took.length).toBeGreaterThan(20)
  expect(median(took.slice(-10))).toBeLessThan(3 * median(took.slice(0, 10)) + 100)
  const { page, close } = await openPage(browser, `${house.address}/operate/review`)
  const open = (await doubts()).findIndex(({ decision }) => decision === null)
  await page
    .getByRole('status')
    .getByText(new RegExp(`^${Math.max(0, open) + 1} of`))
    .waitFor()
  expect(took).toHaveLength(Math.min(50, all.length))
  await close()
}, 120_000)

async function doubts() {
  const answer = await fetch(`${house.address}/v1/review`)
  const { items } = (await answer.json()) as {
    items: { number: number; isOne: boolean; contacts: string[]; decision: object | null }[]
  }
  return items
}
