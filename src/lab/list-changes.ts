import { createCompanies } from './companies.ts'
import { formatCsvRow } from './csv-row.ts'
import { formatDay } from './people.ts'

export const changesHeader = formatCsvRow(['day', 'event', 'was', 'was_domain', 'is', 'is_domain'])

/** The rows of `changes.csv`: what companies were called from a day on, each event beside what was before it. */
export function* listChanges(world: { seed: number; people: number }): Generator<string> {
  const companies = createCompanies({ ...world, changes: true })
  for (let index = 0; index < companies.count; index++) {
    const company = companies.get(index)
    let before: { core: string; form: string; domain: string } = company
    for (const face of company.faces) {
      const names = [before, face].map(({ core, form }) => `${core} ${form}`.trim())
      yield formatCsvRow([formatDay(face.from), face.event, names[0], before.domain, names[1], face.domain])
      before = face
    }
  }
}
