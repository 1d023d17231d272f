import { listRows } from '../feed-rows.ts'
import type { Feed } from './feed.ts'
import { providerAtlas } from './provider-atlas.ts'

const shown = ['Job Title', 'Company Name', 'Email Address', 'Direct Phone Number', 'City', 'Zip Code', 'Country']

/**
 * A provider that resells the rows of another one under its own name, errors included: agreement that is no second opinion (Dong,
 * Berti-Équille and Srivastava, Integrating conflicting data: the role of source dependence, VLDB 2009).
 */
export const adversaryMirror: Feed = {
  ...providerAtlas,
  name: 'provider-nimbus',
  letter: 'G',
  columns: [
    { header: 'Name', cell: (row) => [row.given, row.middle, row.family, row.suffix].filter(Boolean).join(' ') },
    ...providerAtlas.columns.filter(({ header }) => shown.includes(header)),
  ],
  attack: (random, person, world) => {
    if (!random.chance(0.5)) return []
    const at = (header: string) => providerAtlas.columns.findIndex((column) => column.header === header)
    const name = ['First Name', 'Middle Name', 'Last Name', 'Suffix'].map(at)
    const cells = shown.map(at)
    return listRows(providerAtlas, person, world)
      .filter(({ contact }) => contact === person.id)
      .map((row) => ({
        cells: [
          name
            .map((cell) => row.cells[cell])
            .filter(Boolean)
            .join(' '),
          ...cells.map((cell) => row.cells[cell]),
        ],
        contact: person.id,
        attack: 'copied',
      }))
  },
}
