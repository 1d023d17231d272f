import type { Attack, Feed, FeedWorld } from './feeds/feed.ts'
import { mistype } from './corrupt.ts'
import { faceAt, ownerOn } from './faces.ts'
import { AS_OF } from './as-of.ts'
import { positionAt, type Person } from './people.ts'
import { formatPhone } from './phones.ts'
import { Random } from './random.ts'
import { reportPerson, type Report } from './report.ts'

/**
 * A row of a feed without its record id, whom it is about in truth, the number of the company it names (none for one that names
 * nothing, nor an adversary's), and what an adversary does with it.
 */
export type Row = { cells: string[]; contact: string; workplace?: number; attack?: Attack }

/** The rows that a feed holds because of one person: their own, repeated ones, and now and then junk or a role mailbox; an adversary's as it will. */
export function listRows(feed: Feed, person: Person, world: FeedWorld): Row[] {
  const random = new Random(world.seed, feed.name, person.index)
  if (feed.attack) return feed.attack(random, person, world)
  const rows: Row[] = []
  if (!random.chance(feed.coverage(person))) return rows
  const own = tell(random, feed, person)
  rows.push({ ...own, cells: misplace(random, feed, own.cells) })
  if (random.chance(feed.again.same)) rows.push({ ...own, cells: [...own.cells] })
  if (random.chance(feed.again.other)) rows.push(tell(random, feed, person))
  if (random.chance(feed.roles)) rows.push(tellRole(random, feed, person))
  if (random.chance(feed.junk))
    rows.push({ cells: fillJunk(random, feed), contact: `junk-${feed.letter}${person.index + 1}` })
  return rows
}

function tell(random: Random, feed: Feed, person: Person): Row {
  const day = AS_OF - random.between(feed.age[0], feed.age[1])
  const report = reportPerson(random, { person, day, rates: feed.rates, styles: feed.styles })
  const workplace = ownerOn(positionAt(person, day).company, day)
  return { cells: layOut(feed, report), contact: person.id, workplace }
}

export function layOut(feed: Feed, report: Report): string[] {
  return feed.columns.map((column) => column.cell(report))
}

/** One row in 600 has its cells out of place: shifted by one, or the e-mail where the telephone belongs. */
function misplace(random: Random, feed: Feed, cells: string[]): string[] {
  const kind = random.below(1200)
  if (kind === 0) return ['', ...cells.slice(0, -1)]
  if (kind !== 1) return cells
  const email = feed.columns.findIndex((column) => /mail/i.test(column.header) && !/Mailing/.test(column.header))
  return cells.map((cell, index) => (index === email ? '' : index === email + 1 ? cells[email] : cell))
}

const empty: Report = {
  given: '',
  middle: '',
  family: '',
  suffix: '',
  title: '',
  company: '',
  industry: '',
  employees: '',
  domain: '',
  email: '',
  phone: '',
  mobile: '',
  street: '',
  city: '',
  region: '',
  postcode: '',
  country: '',
  linkedin: '',
  seen: AS_OF,
}

/** A mailbox of the company and nobody's name. */
function tellRole(random: Random, feed: Feed, person: Person): Row {
  const { company, office } = positionAt(person, AS_OF)
  const [local, family] = random.pick([
    ['info', ''],
    ['sales', 'Sales Team'],
    ['office', 'Front Desk'],
    ['support', 'Customer Service'],
    ['billing', 'Accounts Payable'],
  ] as const)
  const face = faceAt(company, AS_OF)
  const phone = office.switchboard ? formatPhone(office.switchboard, random.pick(feed.styles)) : ''
  const report = {
    ...empty,
    family,
    company: `${face.core} ${face.form}`.trim(),
    email: `${local}@${face.domain}`,
    phone,
    city: office.city.name,
    country: office.country.name,
  }
  const workplace = ownerOn(company, AS_OF)
  return { cells: layOut(feed, report), contact: `role-${company.index + 1}-${local}`, workplace }
}

function fillJunk(random: Random, feed: Feed): string[] {
  const blank = feed.columns.map(() => '')
  switch (random.below(5)) {
    case 0:
      return blank
    case 1:
      return layOut(feed, { ...empty, given: 'test', family: 'test', company: 'test', email: 'test@test.example' })
    case 2:
      return layOut(feed, { ...empty, given: `Page ${random.between(2, 60)}`, family: 'Confidential' })
    case 3:
      return blank.map(() => random.pick(['n/a', 'N/A', '-', 'unknown', '']))
    default:
      return layOut(feed, {
        ...empty,
        given: mistype(random, 'asdfasdf'),
        family: 'qwerty',
        phone: '0000000000',
        email: 'a@a',
      })
  }
}
