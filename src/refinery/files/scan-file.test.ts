import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawHtml } from './draw-html.ts'
import { drawPdf } from './draw-pdf.ts'
import { rate, scoreOf } from './rate.ts'
import type { IndicatorName, Rating } from './rate.ts'
import { scanFile } from './scan-file.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-scan-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function scan(text: string, name = 'people.csv') {
  const path = join(dir, name)
  await writeFile(path, text)
  return scanFile(path)
}

test.each<[IndicatorName, number, Rating]>([
  ['email', 0.59, 'poor'],
  ['email', 0.6, 'weak'],
  ['email', 0.75, 'fair'],
  ['email', 0.8, 'good'],
  ['email', 0.9, 'excellent'],
  ['complete', 0.49, 'poor'],
  ['complete', 0.5, 'weak'],
  ['complete', 0.65, 'fair'],
  ['complete', 0.9, 'excellent'],
  ['phone', 0.5, 'weak'],
  ['phone', 0.8, 'good'],
  ['phone', 0.81, 'excellent'],
  ['duplicates', 0.31, 'poor'],
  ['duplicates', 0.3, 'weak'],
  ['duplicates', 0.15, 'fair'],
  ['duplicates', 0.05, 'good'],
  ['duplicates', 0, 'excellent'],
])('%s of %d is %s', (name, share, rating) => expect(rate(name, share)).toBe(rating))

test('a file is measured by its rows, what it has and what is wrong', async () => {
  const found = await scan(
    [
      'Name,Title,Company,E-mail,Phone,City',
      'Ann Lee,CFO,Harbor & Pine LLC,ann.lee@harbor-pine.example,(512) 555-0131,Austin',
      'Bo Sun,Buyer,Fjord Foods,not an address,12,Oslo',
      'Cy Novak,,,,,',
      'Ann Lee,CFO,Harbor & Pine,ann.lee@harbor-pine.example,,',
    ].join('\n'),
  )
  expect(found).toMatchObject({
    rows: 4,
    indicators: {
      email: { share: 2 / 3, rating: 'weak' },
      complete: { share: (6 + 6 + 1 + 4) / 24 },
      phone: { share: 0.5, rating: 'weak' },
      duplicates: { share: 0.25, rating: 'weak' },
    },
    levels: { 'c-level': 2, staff: 1 },
  })
  expect(found.missing[0]).toEqual({ field: 'phone', share: 0.5 })
  expect(found.score).toBe(Math.round(100 * (0.35 * (2 / 3) + 0.25 * (17 / 24) + 0.2 * 0.5 + 0.2 * 0.75)))
})

test('an indicator without a column is left out, and not counted against the file', async () => {
  const { indicators, score } = await scan('Name,Company\nAnn Lee,Harbor & Pine\n')
  expect(Object.keys(indicators)).toEqual(['complete', 'duplicates'])
  expect(score).toBe(scoreOf(indicators))
})

test('a report can be passed on: a page without anything from elsewhere, and a PDF', async () => {
  const found = await scan('Name,E-mail\nAnn Lee,ann@a.example\n', '<b>people & co.csv')
  const html = drawHtml(found, { made: '2026-11-23' })
  expect(html).toContain('Health of &lt;b&gt;people &amp; co.csv')
  expect(html).not.toMatch(/<script|<b>|https?:\/\//)
  expect(html).not.toContain('ann@a.example')
  const pdf = await drawPdf(found, { made: '2026-11-23T10:00:00Z' })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await drawPdf(found, { made: '2026-11-23T10:00:00Z' })).toEqual(pdf)
})
