import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  activeFilters,
  filterKeys,
  filtersOf,
  parseSearch,
  stringifySearch,
  toApiQuery,
  validateSearch,
  without,
} from './filters.ts'

const word = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '')
const column = fc.constantFrom('title', 'company', 'email', 'phone')

describe('the address of a search', () => {
  it('comes back from the address bar as it was, whatever was typed', () => {
    const lists = Object.fromEntries(
      filterKeys.map((key) => [key, fc.uniqueArray(word, { minLength: 1, maxLength: 3 })]),
    )
    const states = fc.record(
      { ...lists, sort: word, open: word, cols: fc.uniqueArray(column, { minLength: 1 }) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(states, (state) => {
        expect(validateSearch(parseSearch(stringifySearch(state)))).toEqual(state)
      }),
    )
  })

  it('repeats a key for each value and leaves out what is empty', () => {
    expect(stringifySearch({ level: ['vp', 'director'], title: [], sort: '' })).toBe('?level=vp&level=director')
    expect(stringifySearch({})).toBe('')
  })

  it.each([
    ['?level=&level=%20', {}],
    ['?unknown=1&level=vp', { level: ['vp'] }],
    ['?level=vp&level=vp', { level: ['vp'] }],
  ])('reads %s', (address, state) => {
    expect(validateSearch(parseSearch(address))).toEqual(state)
  })
})

describe('filters', () => {
  it('sends words as beginnings, and values as they are', () => {
    expect(toApiQuery({ title: ['sales dir'], name: ['ann*'], level: ['vp'] }).toString()).toBe(
      'name=ann*&title=sales+dir*&level=vp',
    )
  })

  it('drops one value, or all of a filter', () => {
    const filters = { level: ['vp', 'director'], city: ['Lyon'] }
    expect(without(filters, 'level', 'vp')).toEqual({ level: ['director'], city: ['Lyon'] })
    expect(without(filters, 'city', 'Lyon')).toEqual({ level: ['vp', 'director'] })
    expect(without(filters, 'level')).toEqual({ city: ['Lyon'] })
  })

  it('lists what is active in the order of the panel, without presentation', () => {
    const state = { city: ['Lyon'], name: ['ann'], sort: 'name', open: 'c1' }
    expect(activeFilters(filtersOf(state))).toEqual([
      { key: 'name', value: 'ann' },
      { key: 'city', value: 'Lyon' },
    ])
  })
})
