import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { readNewTotal, readTotal } from './read-total.ts'

/** Everything that matters without a pointer. */
export async function keyboardJourney(page: Page): Promise<void> {
  const all = await readTotal(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  await drawer.getByRole('heading', { name: 'Channels' }).waitFor()
  const second = await drawer.getAttribute('aria-label')
  await page.keyboard.press('j')
  await page.waitForFunction((name) => document.querySelector('aside')?.getAttribute('aria-label') !== name, second)
  await page.keyboard.press('k')
  await page.waitForFunction((name) => document.querySelector('aside')?.getAttribute('aria-label') === name, second)
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })

  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await page.getByRole('region', { name: 'Selection' }).getByText('3 selected').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: 'Selection' }).waitFor({ state: 'detached' })

  await page.keyboard.press('/')
  await page.keyboard.type('an')
  await readNewTotal(page, all)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.locator('body').press('f')

  await page.keyboard.press('Control+k')
  const palette = page.getByRole('combobox', { name: /Search people/ })
  await palette.waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox')
  await page.keyboard.type('edit')
  await page.getByRole('option', { name: /Editions/ }).waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/editions$/)
  await page.locator('main h1').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.waitForURL(/\/add$/)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL(/\/search/)
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Go to editions').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Tab alone reaches a filter and a row's drawer, and the focus is always visible. */
export async function tabJourney(page: Page): Promise<void> {
  await readTotal(page)
  const reached = new Set<string>()
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement
      const style = getComputedStyle(element)
      const visible = style.outlineStyle !== 'none' || style.borderColor !== ''
      return {
        name: element.getAttribute('aria-label') ?? element.textContent ?? '',
        role: element.getAttribute('role') ?? element.tagName,
        visible,
      }
    })
    assert.ok(focus.visible, `${focus.name} shows that it has the focus`)
    reached.add(focus.role)
    if (focus.role === 'grid') break
  }
  for (const role of ['A', 'BUTTON', 'INPUT', 'grid']) assert.ok(reached.has(role), `Tab reaches ${role}`)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').waitFor()
}
