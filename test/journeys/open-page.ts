import type { Browser, Cookie, Page } from 'playwright-core'

export type Look = {
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
  scale?: number
  /** Whether the browser runs scripts at all. */
  script?: boolean
  /** Who comes: the cookies of somebody signed in. */
  cookies?: Cookie[]
}

export type Visit = { page: Page; problems: string[]; close: () => Promise<void> }

const PATIENCE_MS = 15_000

/**
 * Opens a fresh browser window (nothing remembered) at an address, and collects everything the console complains about.
 * `allow` are complaints that the journey provokes itself.
 */
export async function openPage(browser: Browser, address: string, look: Look = {}): Promise<Visit> {
  const { scheme = 'light', width = 1440, height = 900, scale = 1, script = true, cookies = [] } = look
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  await page.goto(address)
  await page.locator('main').waitFor()
  return { page, problems, close: () => context.close() }
}
