import { expect, test } from 'vitest'
import { naicsTitles } from './industry-index.ts'
import { lookUpIndustry, lookUpSic } from './look-up-industry.ts'

test('an industry is found in its place', () => {
  const found = lookUpIndustry('5415')
  expect(found?.title).toBe('Computer Systems Design and Related Services')
  expect(found?.within.map(({ code }) => code)).toEqual(['54', '541'])
  expect(found?.parts.map(({ code }) => code)).toEqual(['54151'])
})

test('a sector of several numbers is one', () => {
  expect(lookUpIndustry('32')?.code).toBe('31')
  expect(lookUpIndustry('31')?.parts.map(({ code }) => code)).toContain('325')
  expect(lookUpIndustry('325')?.within.map(({ code }) => code)).toEqual(['31'])
})

test('every industry is a part of what it is within', () => {
  const lost = [...naicsTitles.keys()].filter((code) => {
    const above = lookUpIndustry(code)?.within.at(-1)
    return above !== undefined && !lookUpIndustry(above.code)?.parts.some((part) => part.code === code)
  })
  expect(lost).toEqual([])
})

test('an industry of 1987 says which one it is now', () => {
  expect(lookUpSic('7372')?.naics?.within[0]?.code).toBe('51')
  expect(lookUpSic('0000')).toBeNull()
  expect(lookUpIndustry('')).toBeNull()
  expect(lookUpIndustry('999999')).toBeNull()
})
