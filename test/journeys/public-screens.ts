import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openPage, type Look } from './open-page.ts'
import { publicSamples } from './public-samples.ts'
import { addressOf, serveSamples } from './serve-samples.ts'

/** Writes a whole picture of every sample of the public pages in every look. */
export async function takePublicScreens(browser: Browser, folder: string, looks: Record<string, Look>): Promise<void> {
  await mkdir(folder, { recursive: true })
  const site = await serveSamples()
  try {
    for (const [name, look] of Object.entries(looks)) {
      const visit = await openPage(browser, site.address + addressOf(publicSamples[0]), look)
      for (const sample of publicSamples) {
        await visit.page.goto(site.address + addressOf(sample))
        await visit.page.screenshot({
          path: join(folder, `public-${sample.name}-${sample.state}-${name}.png`),
          fullPage: true,
        })
      }
      await visit.close()
    }
  } finally {
    await site.stop()
  }
}
