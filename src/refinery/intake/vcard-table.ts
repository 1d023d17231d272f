import type { LineWriter } from '../../platform/lines/index.ts'
import { csvLine } from './csv-line.ts'
import { openSourceBytes } from './open-source-bytes.ts'
import { createReject, type Reject } from './reject.ts'

/** Columns of the table that is made of cards, as intake knows them by name. */
const COLUMNS = [
  'Full name',
  'Prefix',
  'First name',
  'Middle name',
  'Last name',
  'Suffix',
  'Job title',
  'Company',
  'Department',
  'E-mail',
  'E-mail 2',
  'Phone',
  'Phone 2',
  'Mobile',
  'Fax',
  'Street',
  'City',
  'State',
  'Zip',
  'Country',
  'Website',
  'Last updated',
] as const

type Column = (typeof COLUMNS)[number]
type Card = Partial<Record<Column, string>>
type Line = { name: string; types: string[]; encoding: string; charset: string; value: string }

/** A card longer than this holds pictures; its lines are passed over, and the card is not. */
const LONGEST_LINE = 20_000

/**
 * Writes the cards of an address book as CSV: vCard 2.1 (quoted-printable), 3.0 and 4.0 (RFC 6350), one card a row. What is
 * marked as private (`TYPE=HOME`) is left out.
 */
export async function writeVcardTable(path: string, writer: LineWriter): Promise<Reject[]> {
  const rejects: Reject[] = []
  await writer.write(csvLine([...COLUMNS]))
  let card: Card | null = null
  let place = 1
  for await (const text of readLogicalLines(path)) {
    const line = parseLine(text)
    if (line?.name === 'BEGIN') card = {}
    else if (line?.name === 'END' && card) {
      place++
      const done = card
      if (Object.keys(done).length === 0) rejects.push(createReject(place, 'no_content', ''))
      else await writer.write(csvLine(COLUMNS.map((column) => done[column] ?? '')))
      card = null
    } else if (line && card) take(line, card)
  }
  return rejects
}

/** Lines without their folding: a line that begins with white space goes on the one before, as does `=` at the end of 2.1. */
async function* readLogicalLines(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let [rest, line] = ['', '']
  const complete = function* (lines: string[]) {
    for (const next of lines) {
      if (/^[ \t]/.test(next) && line !== '') line += next.slice(1)
      else if (/ENCODING=QUOTED-PRINTABLE/i.test(line) && line.endsWith('=')) line = line.slice(0, -1) + next
      else {
        if (line !== '' && line.length <= LONGEST_LINE) yield line
        line = next
      }
      if (line.length > LONGEST_LINE * 2) line = line.slice(0, LONGEST_LINE + 1)
    }
  }
  for await (const bytes of openSourceBytes(path, { gzip: false })) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE * 2) rest = rest.slice(0, LONGEST_LINE + 1)
    yield* complete(lines)
  }
  yield* complete([...(rest + decoder.decode()).split(/\r?\n/), ''])
}

/** `item1.TEL;TYPE=WORK,VOICE:+1 …` in its parts; null for what is no such line. */
function parseLine(text: string): Line | null {
  const found = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*)*):([\s\S]*)$/.exec(text)
  if (!found) return null
  const [, name, parameters, value] = found
  const all = parameters
    .split(';')
    .slice(1)
    .map((each) => each.toUpperCase().replaceAll('"', ''))
  const of = (key: string) =>
    all.filter((each) => each.startsWith(`${key}=`)).flatMap((each) => each.slice(key.length + 1).split(','))
  return {
    name: name.toUpperCase(),
    types: [...of('TYPE'), ...all.filter((each) => !each.includes('='))],
    encoding: of('ENCODING')[0] ?? (all.includes('QUOTED-PRINTABLE') ? 'QUOTED-PRINTABLE' : ''),
    charset: of('CHARSET')[0] ?? 'UTF-8',
    value,
  }
}

function take(line: Line, card: Card): void {
  const { name, types } = line
  if (types.includes('HOME')) return
  const parts = () => splitParts(textOf(line)).map(unescape)
  const whole = () => unescape(textOf(line))
  const set = (column: Column, text: string | undefined) => {
    if (text && !card[column]) card[column] = text
  }
  if (name === 'FN') set('Full name', whole())
  else if (name === 'N') {
    const columns = ['Last name', 'First name', 'Middle name', 'Prefix', 'Suffix'] as const
    for (const [place, text] of parts().entries()) if (columns[place]) set(columns[place], text)
  } else if (name === 'TITLE') set('Job title', whole())
  else if (name === 'ORG') {
    const [company, unit] = parts()
    set('Company', company)
    set('Department', unit)
  } else if (name === 'EMAIL') set(card['E-mail'] ? 'E-mail 2' : 'E-mail', whole().replace(/^mailto:/i, ''))
  else if (name === 'TEL') {
    const number = whole().replace(/^tel:/i, '')
    if (types.includes('FAX')) set('Fax', number)
    else if (types.includes('CELL')) set('Mobile', number)
    else set(card.Phone ? 'Phone 2' : 'Phone', number)
  } else if (name === 'ADR') {
    const [, extended, street, city, state, zip, country] = parts()
    set('Street', [street, extended].filter(Boolean).join(', '))
    set('City', city)
    set('State', state)
    set('Zip', zip)
    set('Country', country)
  } else if (name === 'URL') set('Website', whole())
  else if (name === 'REV') set('Last updated', whole().slice(0, 10))
}

/** The value as text: quoted-printable is decoded by its charset. */
function textOf({ value, encoding, charset }: Line): string {
  if (encoding !== 'QUOTED-PRINTABLE') return value
  const bytes = Buffer.from(
    value.replaceAll(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return /8859-1|1252|ASCII/.test(charset) ? bytes.toString('latin1') : bytes.toString('utf8')
}

/** Parts between semicolons that are not escaped. */
function splitParts(value: string): string[] {
  return value.split(/(?<!\\);/)
}

function unescape(text: string): string {
  return text
    .replaceAll(/\\[nN]/g, ' ')
    .replaceAll(/\\([\\,;:])/g, '$1')
    .trim()
}
