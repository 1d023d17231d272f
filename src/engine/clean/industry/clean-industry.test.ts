import { expect, test } from 'vitest'
import { cleanIndustry } from './clean-industry.ts'
import cases from './industry-cases.json' with { type: 'json' }
import { naicsTitles, sectorOf, sicTitles, naicsOfSic } from './industry-index.ts'
import words from './industry-words.json' with { type: 'json' }
import { searchIndustries } from './search-industries.ts'

test.each(cases)('$input is $naics', ({ input, naics }) => {
  expect(cleanIndustry(input).naics).toBe(naics)
})

test('the tables are whole: every code has those above it, every name and SIC code a NAICS code', () => {
  const lengths = [2, 3, 4, 5, 6].map(
    (length) => [...naicsTitles.keys()].filter((code) => code.length === length).length,
  )
  expect(lengths).toEqual([20, 96, 308, 689, 1012])
  for (const code of naicsTitles.keys()) {
    expect(naicsTitles.has(sectorOf(code))).toBe(true)
    expect(code.length < 4 || naicsTitles.has(code.slice(0, -1))).toBe(true)
  }
  for (const code of Object.values(words.words)) expect(naicsTitles.has(code)).toBe(true)
  expect([...sicTitles.keys()].filter((code) => code.length === 4)).toHaveLength(1005)
  const homeless = [...sicTitles.keys()].filter((code) => !naicsTitles.has(naicsOfSic(code) ?? ''))
  expect(homeless).toEqual(['99', '9999'])
})

test('every title is found as itself', () => {
  for (const title of naicsTitles.values())
    expect(cleanIndustry(title)).toMatchObject({ value: title, verdict: 'valid' })
})

test('a search ranks what holds all the words before what holds some', () => {
  expect(searchIndustries('dental equipment')[0]).toMatchObject({ code: '339114' })
  expect(searchIndustries('software').map(({ code }) => code)).toContain('513210')
  expect(searchIndustries('Unternehmensberatung')[0]).toMatchObject({ code: '541611', score: 1 })
  expect(searchIndustries('frobnication')).toEqual([])
})
