import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { fillHouse, type Cast } from './fill-house.ts'
import { openPage, type Look } from './open-page.ts'
import { startHouse } from './start-house.ts'

/** Pages of accounts and of the operator, and who looks at them. */
export const housePages: { path: string; as: keyof Cast }[] = [
  { path: '/account', as: 'owner' },
  { path: '/account', as: 'member' },
  { path: '/operate/users', as: 'operator' },
  { path: '/operate/users?q=nobody', as: 'operator' },
  { path: '/operate/registrations', as: 'operator' },
  { path: '/operate/mails', as: 'operator' },
  { path: '/operate/mails?state=failed', as: 'operator' },
  { path: '/operate/policies', as: 'operator' },
  { path: '/operate/policies/terms', as: 'operator' },
  { path: '/operate/requests', as: 'operator' },
  { path: '/operate/requests/telephone', as: 'operator' },
  { path: '/contribute', as: 'member' },
  { path: '/account/balance', as: 'owner' },
  { path: '/account/balance', as: 'member' },
  { path: '/operate/accounts', as: 'operator' },
  { path: '/operate/providers', as: 'operator' },
  { path: '/operate/invoices', as: 'operator' },
  { path: '/operate/feedback', as: 'operator' },
  { path: '/operate/audit', as: 'operator' },
  { path: '/operate/wall', as: 'operator' },
  { path: '/operate/review', as: 'operator' },
  { path: '/operate/users', as: 'member' },
]

/** Writes a picture of every page that needs an account, in every look. */
export async function takeHouseScreens(browser: Browser, folder: string, looks: Record<string, Look>): Promise<void> {
  const house = await startHouse()
  try {
    const cast = await fillHouse({ browser, house })
    for (const { path, as } of housePages) {
      for (const [name, look] of Object.entries(looks)) {
        const { page, close } = await openPage(browser, house.address + path, { ...look, cookies: cast[as] })
        await page.waitForLoadState('networkidle')
        await page.waitForTimeout(300)
        const file = `${as}-${path.slice(1).replaceAll(/[^a-z]+/g, '-')}-${name}.png`
        await page.screenshot({ path: join(folder, file) })
        await close()
      }
    }
  } finally {
    await house.stop()
  }
}
