import { loseMarks, mistype, rephraseTitle } from './corrupt.ts'
import table from './tables/companies.json' with { type: 'json' }
import { faceAt } from './faces.ts'
import { findNickname } from './names.ts'
import { emailAt, positionAt, type Person } from './people.ts'
import { formatPhone, type Phone, type PhoneStyle } from './phones.ts'
import type { Random } from './random.ts'

/** What a feed says of a person in one row, before it is laid out in the feed's columns. `''` where it says nothing. */
export type Report = {
  given: string
  middle: string
  family: string
  suffix: string
  title: string
  company: string
  industry: string
  employees: string
  domain: string
  email: string
  phone: string
  mobile: string
  street: string
  city: string
  region: string
  postcode: string
  country: string
  linkedin: string
  /** Day of the last update, in days since 1970. */
  seen: number
}

/** How often (0–1) a feed errs, by kind of error. */
export type ErrorRates = {
  /** A slip in each of given name, family name, company, street and mailbox. */
  typo: number
  nickname: number
  initial: number
  /** Given and family name in each other's place. */
  swapped: number
  middleLost: number
  upper: number
  lower: number
  marksLost: number
  formLost: number
  formVaried: number
  titleVaried: number
  /** The company's number though the desk has one of its own. */
  switchboard: number
  roleMailbox: number
  countryVaried: number
  missing: { title: number; email: number; phone: number; address: number; linkedin: number }
}

const formVariants: Record<string, string> = table.formVariants

/** What the feed says of the person as of the day, errors included. */
export function reportPerson(
  random: Random,
  of: { person: Person; day: number; rates: ErrorRates; styles: readonly PhoneStyle[] },
): Report {
  const { person, day, rates } = of
  const position = positionAt(person, day)
  const { company, office } = position
  const face = faceAt(company, day)
  const report: Report = {
    ...reportName(random, person, rates),
    title: reportTitle(random, position.title.text, rates),
    company: reportCompany(random, face, rates),
    industry: company.industry,
    employees: String(company.employees),
    domain: face.domain,
    email: reportEmail(random, emailAt(position, day), rates),
    ...reportPhones(random, {
      direct: position.direct,
      switchboard: office.switchboard,
      mobile: person.mobile,
      rates,
      styles: of.styles,
    }),
    ...reportPlace(random, office, rates),
    linkedin: random.chance(rates.missing.linkedin) ? '' : person.linkedin,
    seen: day,
  }
  return recase(random, report, rates)
}

function reportName(random: Random, person: Person, rates: ErrorRates) {
  const { name } = person
  const nickname = random.chance(rates.nickname) ? findNickname(random, name.given) : null
  const initial = random.chance(rates.initial) ? `${name.given.slice(0, 1)}.` : null
  const given = slip(random, initial ?? nickname ?? name.given, rates.typo)
  const family = slip(random, name.family, rates.typo)
  const swapped = random.chance(rates.swapped)
  const middle = random.chance(rates.middleLost)
    ? ''
    : name.middle + (name.middle.length === 1 && random.chance(0.5) ? '.' : '')
  return {
    given: swapped ? family : given,
    family: swapped ? given : family,
    middle,
    suffix: random.chance(0.2) ? '' : name.suffix,
  }
}

function reportTitle(random: Random, title: string, rates: ErrorRates): string {
  const varied = random.chance(rates.titleVaried) ? rephraseTitle(random, title) : title
  return random.chance(rates.missing.title) ? '' : varied
}

function reportCompany(random: Random, company: { core: string; form: string }, rates: ErrorRates): string {
  const core = slip(random, company.core, rates.typo)
  const variants = random.chance(rates.formVaried) ? formVariants[company.form] : undefined
  const form = variants ? random.pick(variants.split('|')) : company.form
  const comma = random.chance(0.25) && /^(Inc|LLC|Ltd|Corp|L\.L)/.test(form) ? ',' : ''
  return form === '' || random.chance(rates.formLost) ? core : `${core}${comma} ${form}`
}

function reportEmail(random: Random, email: string, rates: ErrorRates): string {
  const at = email.indexOf('@')
  const role = random.chance(rates.roleMailbox) ? random.pick(['info', 'office', 'contact', 'sales']) : null
  const local = role ?? slip(random, email.slice(0, at), rates.typo)
  const broken = random.chance(rates.typo / 4) ? random.pick(['', ' @', '@@', ' at ']) : '@'
  return random.chance(rates.missing.email) ? '' : local + broken + email.slice(at + 1)
}

type Numbers = {
  direct: Phone | null
  switchboard: Phone | null
  mobile: Phone | null
  rates: ErrorRates
  styles: readonly PhoneStyle[]
}

function reportPhones(random: Random, of: Numbers) {
  const central = random.chance(of.rates.switchboard)
  const shown = central ? of.switchboard : (of.direct ?? of.switchboard)
  const style = random.pick(of.styles)
  const extension =
    central && random.chance(0.1) ? ` ${random.pick(['ext.', 'x', 'Ext'])} ${random.between(100, 999)}` : ''
  const phone = shown && !random.chance(of.rates.missing.phone) ? formatPhone(shown, style) + extension : ''
  return { phone, mobile: of.mobile && !random.chance(0.4) ? formatPhone(of.mobile, style) : '' }
}

function reportPlace(random: Random, office: Person['positions'][number]['office'], rates: ErrorRates) {
  const { country, city } = office
  const named = random.chance(rates.countryVaried) ? random.pick(country.aliases) : country.name
  const lost = random.chance(rates.missing.address)
  const street = slip(random, office.street, rates.typo)
  return {
    street: lost ? '' : street,
    city: city.name,
    region: city.region,
    postcode: lost ? '' : office.postcode,
    country: named,
  }
}

function recase(random: Random, report: Report, rates: ErrorRates): Report {
  const upper = random.chance(rates.upper)
  const lower = random.chance(rates.lower)
  const unmarked = random.chance(rates.marksLost)
  if (!upper && !lower && !unmarked) return report
  const change = (text: string) => {
    const cased = upper ? text.toUpperCase() : lower ? text.toLowerCase() : text
    return unmarked ? loseMarks(random, cased) : cased
  }
  const { given, middle, family, company, street, city } = report
  return {
    ...report,
    given: change(given),
    middle: change(middle),
    family: change(family),
    company: change(company),
    street: change(street),
    city: change(city),
    title: upper ? report.title.toUpperCase() : report.title,
  }
}

function slip(random: Random, text: string, rate: number): string {
  return random.chance(rate) ? mistype(random, text) : text
}
