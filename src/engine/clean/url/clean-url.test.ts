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
