import type { Page } from 'playwright-core'

/** The exact total above the list, once it is that of the present filters. */
export async function readTotal(page: Page): Promise<number> {
  const heading = page.locator('main h1:not([data-old])')
  await heading.filter({ hasText: /\d/ }).waitFor()
  const text = await heading.textContent()
  return Number((text ?? '').replaceAll(/\D/g, ''))
}

/** Waits until the total is another than `before`, and gives it. */
export async function readNewTotal(page: Page, before: number): Promise<number> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const total = await readTotal(page)
    if (total !== before) return total
    await page.waitForTimeout(20)
  }
  throw new Error(`The total stayed at ${before}`)
}
