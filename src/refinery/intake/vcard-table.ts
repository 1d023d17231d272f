import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
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
  'LinkedIn',
  'Last updated',
] as const

type Column = (typeof COLUMNS)[number]
type Card = Partial<Record<Column, string>>
/** `group` ties lines of one card: Apple's address book says by it which e-mail address is at home. */
type Line = { group: string; name: string; types: string[]; encoding: string; charset: string; value: string }

/** A card longer than this holds pictures; its lines are passed over, and the card is not. */
const LONGEST_LINE = 20_000
/** Lines of a card that are read. */
const MOST_LINES = 1000

/**
 * Writes the cards of an address book as CSV: vCard 2.1 (quoted-printable, any character set), 3.0 and 4.0 (RFC 6350), one card a row.
 * What is marked as private (`TYPE=HOME`, or by a label of its group) is left out.
 */
export async function writeVcardTable(path: string, writer: LineWriter): Promise<Reject[]> {
  const rejects: Reject[] = []
  await writer.write(csvLine([...COLUMNS]))
  let lines: Line[] | null = null
  let place = 1
  // A card within a card is that of an assistant (2.1, AGENT).
  let within = 0
  for await (const text of readLogicalLines(path)) {
    const line = parseLine(text)
    if (line === null) continue
    if (line.name === 'BEGIN' && lines?.at(-1)?.name === 'AGENT') within++
    else if (line.name === 'BEGIN') [lines, within] = [[], 0]
    else if (line.name === 'END' && within > 0) within--
    else if (line.name === 'END' && lines) {
      place++
      const card = cardOf(lines)
      if (Object.keys(card).length === 0) rejects.push(createReject(place, 'no_content', ''))
      else await writer.write(csvLine(COLUMNS.map((column) => card[column] ?? '')))
      lines = null
    } else if (lines && within === 0 && lines.length < MOST_LINES) lines.push(line)
  }
  return rejects
}

function cardOf(lines: Line[]): Card {
  const isHome = ({ name, value }: Line) =>
    name === 'X-ABLABEL' && /^(?:_\$!<)?home(?:fax)?(?:>!\$_)?$/i.test(value.trim())
  const home = new Set(lines.filter(isHome).map(({ group }) => group))
  const card: Card = {}
  for (const line of lines) if (line.group === '' || !home.has(line.group)) take(line, card)
  return card
}

/**
 * Lines without their folding, a character a byte, as each value may have a character set of its own and folding may cut through a
 * character: a line that begins with white space goes on the one before (in 2.1 with its white space, which is part of the text), as
 * does the next one after an `=` at the end of quoted-printable.
 */
async function* readLogicalLines(path: string): AsyncGenerator<string> {
  let [rest, line, isOld] = ['', '', false]
  const complete = function* (lines: string[]) {
    for (const next of lines) {
      if (line.endsWith('=') && /^[^:]*[;=]QUOTED-PRINTABLE/i.test(line)) line = line.slice(0, -1) + next
      else if (/^[ \t]/.test(next) && line !== '') line += isOld ? next : next.slice(1)
      else {
        if (/^VERSION:/i.test(line)) isOld = /^VERSION:\s*2/i.test(line)
        if (line !== '' && line.length <= LONGEST_LINE) yield line
        line = next
      }
      if (line.length > LONGEST_LINE * 2) line = line.slice(0, LONGEST_LINE + 1)
    }
  }
  for await (const bytes of readBytes(path)) {
    const lines = (rest + bytes.toString('latin1')).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE * 2) rest = rest.slice(0, LONGEST_LINE + 1)
    yield* complete(lines)
  }
  yield* complete([...rest.split(/\r?\n/), ''])
}

/** The file's bytes; those of UTF-16 as UTF-8. */
async function* readBytes(path: string): AsyncGenerator<Buffer> {
  let decoder: iconv.DecoderStream | null = null
  let isFirst = true
  for await (const bytes of openSourceBytes(path, { gzip: false })) {
    const mark = isFirst ? bytes.toString('latin1', 0, 3) : ''
    isFirst = false
    if (/^(?:\xFF\xFE|\xFE\xFF)/.test(mark)) decoder = iconv.getDecoder('utf-16')
    yield decoder ? Buffer.from(decoder.write(bytes)) : mark === '\xEF\xBB\xBF' ? bytes.subarray(3) : bytes
  }
}

/** `item1.TEL;TYPE=WORK,VOICE:+1 …` in its parts; null for what is no such line. */
function parseLine(text: string): Line | null {
  const found = /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*)*):([\s\S]*)$/.exec(text)
  if (!found) return null
  const [, group = '', name, parameters, value] = found
  const all = parameters
    .split(';')
    .slice(1)
    .map((each) => each.toUpperCase().replaceAll('"', ''))
  const of = (key: string) =>
    all.filter((each) => each.startsWith(`${key}=`)).flatMap((each) => each.slice(key.length + 1).split(','))
  return {
    group,
    name: name.toUpperCase(),
    types: [...of('TYPE'), ...all.filter((each) => !each.includes('='))],
    encoding: of('ENCODING')[0] ?? (all.includes('QUOTED-PRINTABLE') ? 'QUOTED-PRINTABLE' : ''),
    charset: of('CHARSET')[0] ?? '',
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
    for (const [place, text] of parts().entries()) if (columns[place]) set(columns[place], text.replaceAll(',', ' '))
  } else if (name === 'TITLE') set('Job title', whole())
  else if (name === 'ORG') {
    const [company, unit] = parts()
    set('Company', company)
    set('Department', unit)
  } else if (name === 'EMAIL') set(card['E-mail'] ? 'E-mail 2' : 'E-mail', whole().replace(/^mailto:/i, ''))
  else if (name === 'TEL') {
    const number = whole().replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ')
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
  } else if (/^URL$|SOCIALPROFILE$/.test(name) && /linkedin\.com\//i.test(line.value)) set('LinkedIn', whole())
  else if (name === 'URL') set('Website', whole())
  else if (name === 'REV') set('Last updated', /^(\d{4})-?(\d{2})-?(\d{2})/.exec(whole())?.slice(1).join('-'))
}

/** The value as text: quoted-printable and base64 are undone, bytes are read by the character set that is named, else as UTF-8 or Windows-1252. */
function textOf({ value, encoding, charset }: Line): string {
  const bytes = Buffer.from(
    encoding === 'QUOTED-PRINTABLE'
      ? value.replaceAll(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : value,
    encoding === 'B' || encoding === 'BASE64' ? 'base64' : 'latin1',
  )
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const known = charset !== '' && !/^UTF-?8$/i.test(charset) && iconv.encodingExists(charset)
  return iconv.decode(bytes, known && !/8859-1$|ASCII/i.test(charset) ? charset : 'windows-1252')
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
