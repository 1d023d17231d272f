import { formatCsvRow } from './csv-row.ts'
import { faceAt } from './faces.ts'
import { AS_OF } from './as-of.ts'
import { emailAt, formatDay, positionAt, type Person } from './people.ts'
import { formatPhone } from './phones.ts'

const columns = [
  'contact_id',
  'given',
  'middle',
  'family',
  'suffix',
  'title',
  'level',
  'function',
  'company',
  'form',
  'domain',
  'industry',
  'employees',
  'email',
  'direct',
  'mobile',
  'switchboard',
  'street',
  'city',
  'region',
  'postcode',
  'country',
  'linkedin',
  'since',
  'earlier',
]

export const truePersonHeader = formatCsvRow(columns)

/** A row of `people.csv`: what is true of the person on the world's day; `earlier` = former jobs as `title @ domain`, oldest first. */
export function formatTruePerson(person: Person): string {
  const { name } = person
  const position = positionAt(person, AS_OF)
  const { company, office, title } = position
  const face = faceAt(company, AS_OF)
  const earlier = person.positions
    .slice(0, -1)
    .map((each, index) => `${each.title.text} @ ${faceAt(each.company, person.positions[index + 1].from).domain}`)
  return formatCsvRow([
    person.id,
    name.given,
    name.middle,
    name.family,
    name.suffix,
    title.text,
    title.level,
    title.function,
    face.core,
    face.form,
    face.domain,
    company.industry,
    String(company.employees),
    emailAt(position, AS_OF),
    position.direct ? formatPhone(position.direct, 'e164') : '',
    person.mobile ? formatPhone(person.mobile, 'e164') : '',
    office.switchboard ? formatPhone(office.switchboard, 'e164') : '',
    office.street,
    office.city.name,
    office.city.region,
    office.postcode,
    office.country.code,
    person.linkedin,
    formatDay(position.from),
    earlier.join(' | '),
  ])
}
