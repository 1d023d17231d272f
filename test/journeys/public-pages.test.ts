import { brotliCompressSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicPages } from '../../src/web/public/public-pages.ts'
import { findCutOff } from './find-cut-off.ts'
import { findViolations } from './find-violations.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPage, type Look, type Visit } from './open-page.ts'
import { publicSamples } from './public-samples.ts'
import { addressOf, serveSamples } from './serve-samples.ts'

let site: { address: string; stop: () => Promise<void> }
let browser: Browser

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSamples(), launchBrowser()])
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const samples = publicSamples.map((sample) => [addressOf(sample), sample] as const)
const looks: [string, Look][] = [
  ['light', {}],
  ['dark', { scheme: 'dark' }],
  ['phone', { width: 320, height: 640 }],
  ['text at twice its size', { width: 720, height: 450, scale: 2 }],
]

it('there is a sample of every page', () => {
  expect([...new Set(publicSamples.map(({ name }) => name))].toSorted()).toEqual(Object.keys(publicPages).toSorted())
})

/** The one script of the public pages: what may be missing. */
const SCAN_SCRIPT = '<script src="/scan.js" defer=""></script>'

it.each(samples)('%s is small, complete and without script but that of the scan', async (path, { name }) => {
  const answer = await fetch(site.address + path)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  const plain = name === 'scan' ? html.replace(SCAN_SCRIPT, '') : html
  expect(plain).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=|<style/i)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const [, sheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(html) ?? []
  const style = await (await fetch(site.address + sheet)).text()
  const sign = await (await fetch(`${site.address}/favicon.svg`)).text()
  const bytes = [html, style, sign].map((text) => brotliCompressSync(text).length)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(50_000)
  for (const [, name = ''] of html.matchAll(/aria-describedby="([^"]+)"/g))
    for (const id of name.split(' ')) expect(html).toContain(`id="${id}"`)
})

describe.each(looks)('in %s', (_, look) => {
  let visit: Visit
  beforeAll(async () => {
    visit = await openPage(browser, site.address + addressOf(publicSamples[0]), look)
  })
  afterAll(() => visit.close())
  it.each(samples)('%s has no accessibility violation, nothing cut off and a silent console', async (path) => {
    await visit.page.goto(site.address + path)
    expect(await findViolations(visit.page)).toEqual([])
    expect(await findCutOff(visit.page)).toEqual([])
    expect(visit.problems).toEqual([])
  })
})

it('a mistake in the summary leads to its field, by key alone', async () => {
  const visit = await openPage(browser, `${site.address}/samples/sign-up/wrong`)
  await visit.page
    .getByRole('alert')
    .getByRole('link', { name: /^Password/ })
    .press('Enter')
  expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('password')
  await visit.close()
})
