import { kinds } from '../../engine/clean/index.ts'
import type { Field } from './field.ts'
import { guessByContent, type Guess } from './guess-by-content.ts'
import { guessPeople } from './guess-people.ts'
import { guessPlaces } from './guess-places.ts'
import { isNameless } from './is-nameless.ts'
import type { Mapped } from './map-columns.ts'

type Options = {
  /** Columns whose names say nothing. */
  open: (each: Mapped) => boolean
  /** Fields of which a record has one. */
  single: ReadonlySet<Field>
}

type Candidate = { each: Mapped; guesses: Guess[] }

/** What the columns hold, row by row, and what may not be taken any more. */
type Reading = { columnOf: (each: Mapped) => string[]; isTaken: (field: Field) => boolean; single: ReadonlySet<Field> }

/** Rows that are looked at. */
const LOOKED_AT = 300
const PLACES: Field[] = ['city', 'postcode', 'region', 'country', 'address', 'street']
/** Lines of one street stand together. */
const LINES = 2
const MOSTLY = 0.8

/**
 * Guesses from their values what the columns hold whose names say nothing. What only one column can hold is not guessed where a
 * name claims it, and of several that look like it the likeliest is taken. Of addresses one is taken, and of mailboxes those at public
 * providers are not where there are others: what is left may be somebody's home.
 */
export function mapByContent(mapped: Mapped[], all: string[][], { open, single }: Options): void {
  const rows = all.slice(0, LOOKED_AT)
  const taken = new Set(mapped.map(({ field }) => field).filter((field) => field !== null))
  if (taken.has('given_name') || taken.has('family_name')) taken.add('full_name')
  const reading: Reading = {
    columnOf: (each) => rows.map((row) => (row[each.index] ?? '').trim()),
    isTaken: (field) => taken.has(field) && (single.has(field) || PLACES.includes(field)),
    single,
  }
  const candidates = mapped.filter(open).map((each): Candidate => {
    const guesses = guessByContent(reading.columnOf(each).filter(Boolean), { nameless: isNameless(each.column) })
    return { each, guesses: guesses.filter(({ field }) => !reading.isTaken(field)) }
  })
  weighSites(candidates, mapped, reading)
  settle(candidates, single)
  for (const { each, guesses } of candidates) if (guesses[0]) accept(each, guesses[0])
  const nameless = mapped.filter((each) => open(each) && isNameless(each.column))
  if (nameless.length > 0) mapNameless(mapped, nameless, reading)
}

function mapNameless(mapped: Mapped[], nameless: Mapped[], { columnOf, isTaken }: Reading): void {
  const holding = (field: Field) => mapped.find((each) => each.field === field)
  const valuesIn = (field: Field) => {
    const column = holding(field)
    return column ? columnOf(column) : []
  }
  leaveHomes(mapped, nameless, columnOf)
  const words = nameless
    .filter(({ field }) => field === null)
    .map((each) => ({ index: each.index, values: columnOf(each) }))
  for (const claim of guessPeople(words, valuesIn('email'), valuesIn('domain')))
    if (!isTaken(claim.field) && !holding(claim.field)) accept(mapped[claim.index], claim)
  const columns = mapped.map((each) => ({
    index: each.index,
    field: each.field,
    open: each.field === null && nameless.includes(each),
    values: columnOf(each).filter(Boolean),
  }))
  for (const claim of guessPlaces(columns)) accept(mapped[claim.index], claim)
}

/** Streets apart from the first, and mailboxes at public providers beside others, are not taken. */
function leaveHomes(mapped: Mapped[], nameless: Mapped[], columnOf: Reading['columnOf']): void {
  let street = mapped.find(({ field }) => field === 'street')?.index ?? 0
  for (const each of nameless.filter(({ field }) => field === 'street')) {
    if (each.index - street <= LINES) street = each.index
    else leave(each, 'may be another address')
  }
  const boxes = mapped.filter(({ field }) => field === 'email')
  const isPublic = boxes.map((each) => {
    const values = columnOf(each).filter(Boolean)
    return values.filter((value) => kinds.email.clean(value).free).length >= values.length * MOSTLY
  })
  if (isPublic.every(Boolean)) return
  for (const [at, each] of boxes.entries())
    if (isPublic[at] && nameless.includes(each)) leave(each, 'mailboxes at public providers, beside others')
}

function leave(each: Mapped, why: string): void {
  each.field = null
  each.confidence = 0.5
  each.why = why
}

/** Of two columns with web addresses that of the mailboxes is the company's. */
function weighSites(candidates: Candidate[], mapped: Mapped[], { columnOf }: Reading): void {
  const box =
    mapped.find(({ field }) => field === 'email') ??
    candidates.find(({ guesses }) => guesses[0]?.field === 'email')?.each
  if (!box) return
  const hosts = columnOf(box).map((value) => value.slice(value.lastIndexOf('@') + 1).toLowerCase())
  for (const { each, guesses } of candidates) {
    const guess = guesses.find(({ field }) => field === 'domain')
    if (!guess) continue
    const sites = columnOf(each)
    const alike = sites.filter((site, row) => hosts[row] !== '' && site.toLowerCase().includes(hosts[row])).length
    guess.weight = alike / sites.length
  }
}

/** Of the columns that look like one thing of which there is one, the likeliest keeps it; the others fall back to their next guess. */
function settle(candidates: Candidate[], single: ReadonlySet<Field>): void {
  const isOne = (field: Field) => single.has(field) || (PLACES.includes(field) && field !== 'street')
  const holders = new Map<Field, Candidate>()
  const waiting = [...candidates]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const guess = next.guesses[0]
    if (!guess || !isOne(guess.field)) continue
    const holder = holders.get(guess.field)
    const loser = holder && holder.guesses[0].weight >= guess.weight ? next : holder
    if (loser !== next) holders.set(guess.field, next)
    if (!loser) continue
    loser.guesses.shift()
    waiting.unshift(loser)
  }
}

function accept(each: Mapped, { field, share, why }: Pick<Guess, 'field' | 'share' | 'why'>): void {
  each.field = field
  each.confidence = share * 0.9
  each.why = why
}
