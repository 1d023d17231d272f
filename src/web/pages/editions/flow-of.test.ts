import fc from 'fast-check'
import { expect, it } from 'vitest'
import { flowOf } from './flow-of.ts'

const step = (rows: number) => [{ name: 'rows', seconds: 1, rows }]

it.each([
  [
    'all stages',
    { records: 100, contacts: 40, duplicates: 50, steps: step(70) },
    [
      'Records',
      'About a person',
      'Not about a person',
      'Unique records',
      'Said the same',
      'Contacts',
      'Merged into another',
    ],
  ],
  ['no loss', { records: 40, contacts: 40, duplicates: 0, steps: [] }, ['Records', 'Contacts']],
  ['a report without figures', {}, []],
])('names the stages of a build: %s', (_, report, names) => {
  expect(flowOf(report).nodes.map((node) => node.name)).toEqual(names)
})

it('loses no row between two stages', () => {
  const reports = fc
    .record({ contacts: fc.nat(1000), duplicates: fc.nat(1000), other: fc.nat(1000), unique: fc.nat(2000) })
    .map(({ contacts, duplicates, other, unique }) => ({
      records: contacts + duplicates + other,
      contacts,
      duplicates,
      steps: step(unique),
    }))
  fc.assert(
    fc.property(reports, (report) => {
      const { nodes, links } = flowOf(report)
      for (const node of nodes.filter((one) => !one.leaves && one.name !== 'Contacts')) {
        const out = links.filter((link) => link.from === node.name).reduce((sum, link) => sum + link.rows, 0)
        expect(out).toBe(node.rows)
      }
    }),
  )
})
