import { expect, test } from 'vitest'
import { cleanUrl } from './clean-url.ts'
import cases from './url-cases.json' with { type: 'json' }

test.each(cases)('$input is $value', ({ input, value, network, handle }) => {
  expect(cleanUrl(input)).toMatchObject({ value, network, handle })
})

test('what was left out is said', () => {
  expect(cleanUrl('https://acme.com/?utm_source=x').why).toEqual(['tracking_removed'])
  expect(cleanUrl('https://user:pw@acme.com/').why).toEqual(['credentials_removed'])
  expect(cleanUrl('acme.com').why).toEqual(['scheme_added'])
  expect(cleanUrl('https://acme.com')).toMatchObject({ verdict: 'valid', why: [] })
})

test('ways of writing one address have one key', () => {
  const keys = ['acme.com', 'http://www.acme.com/', 'HTTPS://Acme.com'].map((text) => cleanUrl(text).key)
  expect(new Set(keys)).toEqual(new Set(['acme.com']))
})

test.each([
  ['https://acme.com/p?a=1&b=2', 'acme.com/p?b=2&a=1'],
  ['https://acme.com/a%2Db/', 'acme.com/a-b'],
  ['https://acme.com/index.html', 'acme.com'],
])('%s and %s are one page', (first, second) => {
  expect(cleanUrl(first).key).toBe(cleanUrl(second).key)
})

test('what was put right is said', () => {
  expect(cleanUrl('Website: www.acme.com').why).toContain('words_around')
  expect(cleanUrl('acme.com / acme.de').why).toContain('several')
  expect(cleanUrl('acme.con').why).toContain('suffix_repaired')
  expect(cleanUrl('https://acme.com.').why).toContain('host_repaired')
})
