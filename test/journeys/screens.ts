import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './launch-browser.ts'
import { takeHouseScreens } from './house-screens.ts'
import { takePublicScreens } from './public-screens.ts'
import { makeFeed } from './make-feed.ts'
import { openPage, type Look } from './open-page.ts'
import { startInstance } from './start-instance.ts'

type Screen = { name: string; path: string; act?: (page: Page) => Promise<void>; broken?: boolean }

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../.cache/screens')
const looks: Record<string, Look> = {
  light: {},
  dark: { scheme: 'dark' },
  phone: { width: 390, height: 844, scale: 2 },
}

/** Answers every request for contacts as a server that is opening its edition would. */
async function breakContacts(page: Page): Promise<void> {
  const problem = {
    type: 'about:blank',
    title: 'The edition is being opened',
    status: 503,
    detail: 'Try again in a moment. Nothing is lost.',
  }
  await page.route('**/v1/contacts*', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await page.reload()
}

async function chooseFile(page: Page, file: string): Promise<void> {
  await page.locator('main input[type=file]').setInputFiles(file)
  await page.getByRole('heading', { name: 'The first rows, cleaned' }).waitFor()
}

function screensOf(file: string): Screen[] {
  return [
    { name: 'search', path: '/search' },
    { name: 'search-filtered', path: '/search?title=sales&level=vp&level=director&has=email' },
    { name: 'search-empty', path: '/search?name=nobodyhere&level=vp' },
    { name: 'search-error', path: '/search', broken: true },
    { name: 'contact', path: '/search?level=vp&open=c0000000007' },
    { name: 'contact-missing', path: '/search?open=c9999999999' },
    { name: 'company', path: '/search?open=o00000007' },
    {
      name: 'palette',
      path: '/search',
      act: async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: /Search people/ }).fill('an')
        await page.getByRole('option').nth(8).waitFor()
      },
    },
    { name: 'keys', path: '/search', act: (page) => page.keyboard.press('?') },
    { name: 'editions', path: '/editions' },
    { name: 'edition', path: '/editions/e000001' },
    { name: 'edition-missing', path: '/editions/e999999' },
    { name: 'build', path: '/editions/running' },
    { name: 'review', path: '/operate/review' },
    { name: 'why', path: '/operate/contacts/c0000000007/why' },
    { name: 'why-missing', path: '/operate/contacts/c9999999999/why' },
    { name: 'add', path: '/add' },
    { name: 'add-mapping', path: '/add', act: (page) => chooseFile(page, file) },
    { name: 'not-found', path: '/nowhere' },
  ]
}

async function takePicture(browser: Browser, address: string, screen: Screen, look: string): Promise<void> {
  const visit = await openPage(browser, address + screen.path, looks[look])
  try {
    if (screen.broken === true) await breakContacts(visit.page)
    await visit.page.waitForLoadState('networkidle')
    await screen.act?.(visit.page)
    await visit.page.waitForTimeout(300)
    await visit.page.screenshot({ path: join(folder, `${screen.name}-${look}.png`) })
  } finally {
    await visit.close()
  }
}

/** Writes a picture of every screen in every look to `.cache/screens/`. */
async function takeScreens(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const instance = await startInstance()
  const browser = await launchBrowser()
  try {
    const file = await makeFeed(instance.data)
    for (const screen of screensOf(file)) {
      for (const look of Object.keys(looks)) await takePicture(browser, instance.address, screen, look)
    }
    await takePublicScreens(browser, folder, looks)
    await takeHouseScreens(browser, folder, looks)
    process.stdout.write(`pictures in ${folder}\n`)
  } finally {
    await browser.close()
    await instance.stop()
  }
}

await takeScreens()
