import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './launch-browser.ts'
import { openPage, type Look } from './open-page.ts'
import { dropJourney, makeDirtyList, scanJourney } from './scan-journey.ts'
import { startInstance, type Instance } from './start-instance.ts'

let instance: Instance
let browser: Browser
let file: string

beforeAll(async () => {
  ;[instance, browser] = await Promise.all([startInstance(), launchBrowser()])
  file = await makeDirtyList(instance.data, 400)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await instance?.stop()
}, 60_000)

const looks: [string, Look][] = [
  ['with script', {}],
  ['without script', { script: false }],
  ['on a telephone', { width: 320, height: 640 }],
]

it.each(looks)(
  'a visitor scans a file, %s',
  async (_, look) => {
    const visit = await openPage(browser, `${instance.address}/scan`, look)
    try {
      await scanJourney(visit.page, { file, script: look.script })
      expect(visit.problems).toEqual([])
    } finally {
      await visit.close()
    }
  },
  90_000,
)

it('a file is dropped, and one sees how far it is', async () => {
  const visit = await openPage(browser, `${instance.address}/scan`)
  try {
    await dropJourney(visit.page)
    expect(visit.problems).toEqual([])
  } finally {
    await visit.close()
  }
}, 120_000)
