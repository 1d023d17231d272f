import { kinds, readCountry } from '../../engine/clean/index.ts'
import type { Cleaned, CleanedByKind, KindName } from '../../engine/clean/index.ts'
import { memo } from './memo.ts'
import type { Plan, PlannedColumn, Telling } from './plan-columns.ts'
import { keyOf } from './row-keys.ts'
import { countOne } from './tally.ts'
import type { Tally } from './tally.ts'

/** A row as it comes out. */
export type CleanRow = {
  cells: string[]
  /** What cells say beyond their clean form, for `--append`: by column, then in the order of `detailsOf`. */
  details: string[][]
  /** What was put right or is wrong, a sentence of codes for each column. */
  issues: string[]
  /** Whether a value cannot be used. */
  isFailing: boolean
  /** Hashes by which duplicates are found: two of 32 bits each for the address, and for name and company; 0 without. */
  keys: [number, number, number, number]
}

/** What is said of a value of a kind besides its clean form. */
export const details: Partial<Record<KindName, string[]>> = {
  email: ['verdict', 'role', 'free'],
  phone: ['verdict', 'type', 'country'],
  title: ['level', 'function'],
  company: ['core', 'form'],
  address: ['city', 'region', 'postcode', 'country'],
}

const TELLINGS: Telling[] = ['name', 'title', 'company', 'email', 'phone', 'address']

/** Makes the function that cleans one row after the other, and counts. Not to be shared between threads. */
export function createRowCleaner(plan: Plan): (row: string[], tally: Tally) => CleanRow {
  const ask = createCleaners()
  return (row, tally) => {
    const out: CleanRow = { cells: [...row], details: [], issues: [], isFailing: false, keys: [0, 0, 0, 0] }
    const country = plan.country < 0 ? null : readCountry((row[plan.country] ?? '').trim())
    const found: Found = { emails: [], phones: [], name: '', company: '' }
    for (const column of plan.cleaned) cleanCell(column, row[column.index] ?? '', { ask, country, out, found, tally })
    if (plan.nameParts.length > 0) cleanNameParts(plan, row, { ask, country, out, found, tally })
    count(plan, row, { found, tally })
    setKeys(out, found)
    return out
  }
}

type Ask = { [Kind in KindName]: (text: string, country: string | null) => CleanedByKind[Kind] }

/** What a row says of the person, for counting and for finding duplicates. */
type Found = { emails: CleanedByKind['email'][]; phones: CleanedByKind['phone'][]; name: string; company: string }

type Work = { ask: Ask; country: string | null; out: CleanRow; found: Found; tally: Tally }

/** Kinds whose values repeat from row to row: to remember them pays, to remember addresses and numbers does not. */
const REPEATED: readonly KindName[] = ['title', 'company', 'domain']

/** Each kind's cleaner. None whose answers are remembered asks for the country. */
function createCleaners(): Ask {
  const made = Object.values(kinds).map(({ name, clean }) => {
    if (REPEATED.includes(name)) return [name, memo((text) => clean(text))]
    return [name, (text: string, country: string | null) => clean(text, country === null ? {} : { country })]
  })
  return Object.fromEntries(made) as Ask
}

function cleanCell({ index, name, kind }: PlannedColumn, raw: string, work: Work): void {
  const { out, found, tally } = work
  const text = raw.trim()
  const cleaned = work.ask[kind](text, work.country)
  countOne((tally.verdicts[kind] ??= {}), cleaned.verdict)
  if (details[kind]) out.details[index] = text === '' ? [] : detailsOf(kind, cleaned)
  if (cleaned.verdict === 'empty') {
    out.cells[index] = cleaned.value ?? ''
    if (text !== '') note(name, cleaned, out)
    return
  }
  for (const code of cleaned.why) countOne((tally.why[kind] ??= {}), code)
  out.cells[index] = cleaned.value ?? raw
  if (cleaned.verdict !== 'valid' || out.cells[index] !== raw) note(name, cleaned, out)
  if (kind === 'email') found.emails.push(cleaned as CleanedByKind['email'])
  else if (kind === 'phone') found.phones.push(cleaned as CleanedByKind['phone'])
  else if (kind === 'name') found.name ||= (cleaned as CleanedByKind['name']).key ?? ''
  else if (kind === 'company') found.company ||= (cleaned as CleanedByKind['company']).key ?? ''
  else if (kind === 'title') countTitle(cleaned as CleanedByKind['title'], tally)
}

function detailsOf(kind: KindName, cleaned: Cleaned): string[] {
  return (details[kind] ?? []).map((field) => {
    const value = (cleaned as unknown as Record<string, unknown>)[field]
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : ''
  })
}

function note(name: string, { verdict, why }: Cleaned, out: CleanRow): void {
  if (verdict === 'invalid') out.isFailing = true
  const word = verdict === 'valid' ? 'tidied' : verdict
  out.issues.push(why.length === 0 ? `${name}: ${word}` : `${name}: ${word} (${why.join(', ')})`)
}

/** Name parts in columns of their own are cleaned as one name, and go back to their columns if every part is still there. */
function cleanNameParts({ nameParts }: Plan, row: string[], { ask, out, found, tally }: Work): void {
  const parts = ['', '', '', '', '']
  for (const { index, part } of nameParts) parts[part] ||= (row[index] ?? '').trim()
  if (parts.every((text) => text === '')) return
  const cleaned = ask.name(parts.join('\u001F'), null)
  const { title, first, middle, last, suffix } = cleaned
  countOne((tally.verdicts.name ??= {}), cleaned.verdict)
  for (const code of cleaned.why) countOne((tally.why.name ??= {}), code)
  found.name = cleaned.key ?? ''
  const clean = [title, first, middle, last, suffix]
  const isWhole = clean.every((text, part) => (text === '') === (parts[part] === ''))
  if (isWhole) for (const { index, part } of nameParts) out.cells[index] = clean[part]
  if (cleaned.verdict !== 'valid') note(nameParts.map(({ name }) => name).join(' + '), cleaned, out)
}

function countTitle({ level, function: role }: CleanedByKind['title'], tally: Tally): void {
  if (level) countOne(tally.levels, level)
  if (role) countOne(tally.functions, role)
}

function count({ tells }: Plan, row: string[], { found, tally }: Pick<Work, 'found' | 'tally'>): void {
  tally.rows++
  for (const telling of TELLINGS) {
    if (!tells[telling].some((index) => (row[index] ?? '').trim() !== '')) continue
    tally.has[telling]++
    tally.filled++
  }
  const usable = found.emails.filter(({ verdict }) => verdict === 'valid' || verdict === 'repaired')
  if (usable.some(({ disposable }) => !disposable)) tally.deliverable++
  if (usable.some(({ role }) => role)) tally.role++
  if (usable.some(({ free }) => free)) tally.free++
  if (usable.some(({ disposable }) => disposable)) tally.disposable++
  if (found.phones.some(({ verdict }) => verdict === 'valid' || verdict === 'repaired')) tally.connects++
}

function setKeys(out: CleanRow, { emails, name, company }: Found): void {
  const own = emails.find(({ key, role, verdict }) => key !== null && !role && verdict !== 'invalid')
  if (own) [out.keys[0], out.keys[1]] = keyOf(`e ${own.key}`)
  if (name !== '' && company !== '') [out.keys[2], out.keys[3]] = keyOf(`n ${name} ${company}`)
}
