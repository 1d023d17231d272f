import { AS_OF } from './as-of.ts'
import { CROWD } from './companies.ts'
import type { Companies, Company, Office } from './company.ts'
import { faceAt } from './faces.ts'
import { foldLetters, slugOf } from './fold.ts'
import { drawName, shareOfName, type PersonName } from './names.ts'
import { drawDirect, drawMobile, type Phone } from './phones.ts'
import { Random } from './random.ts'
import { drawNextTitle, drawTitle, type Title } from './titles.ts'

/** A job: from the day `from` (days since 1970) until the next one begins. */
export type Position = {
  company: Company
  office: Office
  title: Title
  /** What stands before the @ of the mailbox. */
  local: string
  direct: Phone | null
  from: number
}

export type Person = {
  index: number
  id: string
  name: PersonName
  linkedin: string
  mobile: Phone | null
  /** Oldest first. */ positions: Position[]
}

/** The people of a world, told one by one, in any order. */
export function createPeople(world: { seed: number; companies: Companies }): (index: number) => Person {
  const { seed, companies } = world
  const crowded = companies.people > CROWD
  return (index) => {
    const random = new Random(seed, 'person', index)
    const first = companies.draw(random)
    const country = companies.country(first)
    const name = drawName(random, country.code)
    const linkedin = `linkedin.example/in/${slugOf(name.given)}-${slugOf(name.family)}-${index.toString(36)}`
    const mobile = random.chance(0.4) ? drawMobile(random, country, crowded) : null
    const positions = drawCareer(random, { companies, first, name, crowded })
    return { index, id: `p${String(index + 1).padStart(8, '0')}`, name, linkedin, mobile, positions }
  }
}

/** The job somebody held on a day. */
export function positionAt(person: Person, day: number): Position {
  return person.positions.findLast((position) => position.from <= day) ?? person.positions[0]
}

/** The mailbox of a job on a day. */
export function emailAt({ local, company }: Position, day: number): string {
  return `${local}@${faceAt(company, day).domain}`
}

/** Somebody who would fit into the company of a job, but is not there: named, called and addressed as its people are. */
export function drawColleague(random: Random, of: { position: Position; index: number; crowded: boolean }): Person {
  const { company, from } = of.position
  const name = drawName(random, company.country.code)
  const title = drawTitle(random, {
    language: company.country.language,
    woman: name.woman,
    employees: company.employees,
  })
  const position = takePosition(random, { company, title, name, from, crowded: of.crowded, previous: undefined })
  const linkedin = `linkedin.example/in/${slugOf(name.given)}-${slugOf(name.family)}-x${of.index.toString(36)}`
  return { index: of.index, id: `fake-${of.index + 1}`, name, linkedin, mobile: null, positions: [position] }
}

/** A day as an ISO date. */
export function formatDay(day: number): string {
  return (days[day] ??= new Date(day * 86_400_000).toISOString().slice(0, 10))
}

const days: string[] = []

/** Jobs last four years on average (Bureau of Labor Statistics, median tenure 3.9 years); one change in six is inside the house. */
function drawCareer(
  random: Random,
  of: { companies: Companies; first: number; name: PersonName; crowded: boolean },
): Position[] {
  const { companies, name, crowded } = of
  const positions: Position[] = []
  let company = companies.get(of.first)
  const speech = () => ({ language: company.country.language, woman: name.woman })
  let title = drawTitle(random, { ...speech(), employees: company.employees })
  let from = AS_OF - random.between(1500, 4200)
  while (from < AS_OF) {
    positions.push(takePosition(random, { company, title, name, from, crowded, previous: positions.at(-1) }))
    from += random.between(300, 1500) + random.between(0, 1800)
    if (random.chance(1 / 6)) title = drawNextTitle(random, title, speech())
    else {
      company = companies.get(moveFrom(random, companies, company))
      title = drawNextTitle(random, title, speech())
    }
  }
  return positions
}

/** Another company, in the same country where one is soon found. */
function moveFrom(random: Random, companies: Companies, from: Company): number {
  for (let tries = 0; tries < 12; tries++) {
    const next = companies.draw(random)
    if (next !== from.index && companies.country(next) === from.country) return next
  }
  return from.index
}

type Taking = {
  company: Company
  title: Title
  name: PersonName
  from: number
  crowded: boolean
  previous: Position | undefined
}

function takePosition(random: Random, of: Taking): Position {
  const { company, title, name, from } = of
  const stays = of.previous?.company.index === company.index ? of.previous : undefined
  const office = stays?.office ?? (random.chance(0.6) ? company.offices[0] : random.pick(company.offices))
  const local = stays?.local ?? drawLocal(random, name, company)
  const direct = stays?.direct ?? (random.chance(0.45) ? drawDirect(random, office, of.crowded) : null)
  return { company, office, title, local, direct, from }
}

/**
 * The mailbox by the company's pattern. Who shares it with an earlier colleague gets a number; as nobody knows the others here,
 * by the probability that there is one.
 */
function drawLocal(random: Random, name: PersonName, company: Company): string {
  const umlauts = name.culture === 'de'
  const first = slugOf(name.given, { umlauts })
  const last = slugOf(name.family.split(' ').at(name.culture === 'es' ? 0 : -1) ?? '', { umlauts })
  const initial = foldLetters(first.slice(0, 1))
  const locals = {
    'first.last': `${first}.${last}`,
    flast: initial + last,
    firstlast: first + last,
    first_last: `${first}_${last}`,
    'last.first': `${last}.${first}`,
    'f.last': `${initial}.${last}`,
    first,
    lastf: last + initial,
  }
  const share = shareOfName(name)
  const given = company.pattern.includes('first') ? share.given : 1 / 14
  const family = company.pattern === 'first' ? 1 : share.family
  const namesakes = company.employees * given * family
  const taken = random.chance(Math.min(0.9, namesakes))
  return locals[company.pattern] + (taken ? String(random.between(2, 3 + Math.ceil(namesakes * 4))) : '')
}
