import { expect, test } from 'vitest'
import headers from './export-headers.json' with { type: 'json' }
import type { Mapped } from './map-columns.ts'
import { mapColumns } from './map-columns.ts'

const told = (each: Mapped) => (each.forbidden === null ? each.field : `!${each.forbidden}`)

test.each(Object.entries(headers))('maps the header of an export: %s', (name, want) => {
  const columns = Object.keys(want)
  const row = columns.map((column) =>
    name.startsWith('LinkedIn') && column === 'URL' ? 'https://www.linkedin.com/in/ann-lee' : '',
  )
  const courtesy = columns.map((column) => (name === 'Outlook' && column === 'Title' ? 'Mr.' : ''))
  const got = mapColumns(columns, [row, row, row, row, row, courtesy])
  expect(Object.fromEntries(got.map((each) => [each.column, told(each)]))).toEqual(want)
})
