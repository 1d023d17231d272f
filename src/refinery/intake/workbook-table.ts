import { SaxesParser } from 'saxes'
import type { LineWriter } from '../../platform/lines/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openArchive, type Archive } from './archive.ts'
import { csvLine } from './csv-line.ts'
import { createTextLimit } from './create-text-limit.ts'
import { fillMerged } from './fill-merged.ts'
import type { Reject } from './reject.ts'
import { columnOf, surveySheet, type Merge } from './survey-sheet.ts'

/** Texts that cells share, in characters: a sheet of a million rows has fewer. */
const MOST_SHARED = 200_000_000
const MOST_COLUMNS = 1000
/** Rows that are looked at to learn how many columns there are. */
const FIRST_ROWS = 1000
/** Number formats that show a date (ECMA-376, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
/** Characters of a text that are read: Excel itself holds 32,767 in a cell, and a row with more than 1 MB is rejected. */
const LONGEST_TEXT = 2_000_000
const DAY = 86_400_000

/** Whether a ZIP archive is an Excel workbook (ECMA-376). Throws `bad_input` when it is damaged. */
export async function isWorkbook(path: string): Promise<boolean> {
  const archive = await openArchive(path)
  archive.close()
  return archive.entries.has('xl/workbook.xml')
}

/**
 * Writes the visible sheet of a workbook that has the most values as CSV: texts, numbers as they are held, dates as ISO dates, codes
 * with the zeros that they are shown with, what formulas came to when the file was saved. Rows without a value are left out; merged
 * cells have the value that is shown (`fillMerged`).
 */
export async function writeWorkbookTable(path: string, writer: LineWriter): Promise<Reject[]> {
  const archive = await openArchive(path)
  try {
    const book = await readBook(archive)
    const { sheet, merges } = await fullestSheet(path, archive, book)
    const texts = await readShared(path, archive)
    const styles = await readStyles(archive)
    const rows = createRowWriter(writer)
    const since = book.is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
    await readSheet(archive, sheet, { texts, styles, since, merges }, rows)
    await rows.drain(true)
    return []
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('bad_input', `${path} is a damaged workbook: save it again, or as CSV.`, { cause })
  } finally {
    archive.close()
  }
}

type Handlers = {
  open?: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Reads an XML file of the archive piece by piece; `pause` is awaited between pieces. */
async function readXml(
  archive: Archive,
  name: string,
  handlers: Handlers,
  pause?: () => Promise<void>,
): Promise<boolean> {
  const chunks = await archive.read(name)
  if (!chunks) return false
  const parser = new SaxesParser()
  const plain = (tag: string) => tag.slice(tag.indexOf(':') + 1)
  parser.on('opentag', ({ name: tag, attributes }) => handlers.open?.(plain(tag), attributes as Record<string, string>))
  parser.on('closetag', ({ name: tag }) => handlers.close?.(plain(tag)))
  if (handlers.text) parser.on('text', handlers.text)
  const decoder = new TextDecoder('utf-8')
  const shorten = createTextLimit(LONGEST_TEXT)
  for await (const chunk of chunks) {
    parser.write(shorten(decoder.decode(chunk, { stream: true })))
    await pause?.()
  }
  parser.close()
  return true
}

type Book = { sheets: { id: string; isHidden: boolean }[]; targets: Map<string, string>; is1904: boolean }

async function readBook(archive: Archive): Promise<Book> {
  const book: Book = { sheets: [], targets: new Map(), is1904: false }
  await readXml(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'sheet')
        book.sheets.push({ id: attributes['r:id'] ?? '', isHidden: (attributes['state'] ?? 'visible') !== 'visible' })
      if (name === 'workbookPr') book.is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
    },
  })
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attributes['Target'] ?? ''
      book.targets.set(attributes['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  return book
}

/** Of the sheets that are shown that with the most values: one that is formatted to its last row may be the larger file. */
async function fullestSheet(
  path: string,
  archive: Archive,
  { sheets, targets }: Book,
): Promise<{ sheet: string; merges: Merge[] }> {
  const named = sheets.filter(({ isHidden }) => !isHidden).flatMap(({ id }) => targets.get(id) ?? [])
  const all =
    named.length > 0 ? named : [...archive.entries.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
  let fullest: { sheet: string; merges: Merge[]; cells: number } | null = null
  const sizeOf = (name: string) => archive.entries.get(name)?.uncompressedSize ?? -1
  const there = all.filter((name) => sizeOf(name) >= 0).toSorted((one, other) => sizeOf(other) - sizeOf(one))
  for (const sheet of there) {
    const survey = await surveySheet(archive, sheet, { count: there.length > 1 })
    if (!fullest || survey.cells > fullest.cells) fullest = { sheet, ...survey }
  }
  if (!fullest) throw new AppError('bad_input', `${path} is a workbook without a sheet: save the table as CSV.`)
  return fullest
}

async function readShared(path: string, archive: Archive): Promise<string[]> {
  const texts: string[] = []
  let [text, size, isText, phonetic] = ['', 0, false, false]
  await readXml(archive, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') phonetic = true
    },
    text: (part) => {
      if (isText && !phonetic) text += part
    },
    close: (name) => {
      if (name === 't') isText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        size += text.length
        if (size > MOST_SHARED)
          throw new AppError('bad_input', `${path} holds too much text for one sheet: save it as CSV.`)
        texts.push(unescapeText(text))
      }
    },
  })
  return texts
}

/** How a style shows a number: as a date, as a code of so many digits, or as it is. */
type Style = 'date' | { digits: number } | null

/** Styles by their number. */
async function readStyles(archive: Archive): Promise<Style[]> {
  const own = new Map<number, Style>()
  const styles: Style[] = []
  let inCells = false
  await readXml(archive, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), styleOf(attributes['formatCode'] ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const format = Number(attributes['numFmtId'] ?? 0)
        styles.push(own.get(format) ?? (DATE_FORMATS.has(format) ? 'date' : null))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** Postcodes and numbers of customers are shown with the zeros that numbers lose. */
function styleOf(code: string): Style {
  if (/^0{2,15}$/.test(code)) return { digits: code.length }
  return showsDate(code) ? 'date' : null
}

/** A format with day, month or year outside of quotes, brackets and escapes. */
function showsDate(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
  return /[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))
}

type Known = { texts: string[]; styles: Style[]; since: number; merges: Merge[] }

async function readSheet(
  archive: Archive,
  name: string,
  { texts, styles, since, merges }: Known,
  rows: Pick<ReturnType<typeof createRowWriter>, 'add' | 'drain'>,
): Promise<void> {
  const fill = fillMerged(merges)
  let [cells, row]: [string[], number] = [[], 0]
  let [type, style, column, value, isValue] = ['', -1, -1, '', false]
  await readXml(
    archive,
    name,
    {
      open: (tag, attributes) => {
        if (tag === 'row') [cells, column, row] = [[], -1, Number(attributes['r'] ?? row + 1)]
        else if (tag === 'c') {
          type = attributes['t'] ?? 'n'
          style = Number(attributes['s'] ?? -1)
          column = attributes['r'] ? columnOf(/^[A-Z]*/.exec(attributes['r'])?.[0] ?? '') : column + 1
          value = ''
        } else if (tag === 'v' || tag === 't') isValue = true
      },
      text: (part) => {
        if (isValue) value += part
      },
      close: (tag) => {
        if (tag === 'v' || tag === 't') isValue = false
        else if (tag === 'c' && value !== '' && column >= 0 && column < MOST_COLUMNS)
          cells[column] = textOf(value, { type, style: styles[style] ?? null, texts, since })
        else if (tag === 'row') {
          fill(cells, row)
          if (cells.some((cell) => cell !== undefined && cell.trim() !== '')) rows.add(cells)
        }
      },
    },
    () => rows.drain(),
  )
}

/** Signs that XML cannot hold stand as `_x000D_` in a workbook (ECMA-376, ST_Xstring). */
function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

function textOf(
  value: string,
  { type, style, texts, since }: { type: string; style: Style; texts: string[]; since: number },
): string {
  if (type === 's') return texts[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'e') return ''
  if (type !== 'n') return unescapeText(value)
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  // Below one it is a time of day.
  if (style === 'date' && number >= 1 && number < 3_000_000)
    return new Date(since + Math.floor(number) * DAY).toISOString().slice(0, 10)
  if (typeof style === 'object' && style !== null && /^\d+$/.test(value)) return value.padStart(style.digits, '0')
  // Long numbers are telephone numbers and ids: written out, they can be read again.
  return /e/i.test(value) && Number.isInteger(number) ? BigInt(number).toString() : value
}

/** Writes rows as wide as the widest of the first ones, so that they are all of one table. What is added waits for `drain`. */
function createRowWriter(writer: LineWriter) {
  const waiting: string[][] = []
  let width = 0
  const drain = async (isEnd = false) => {
    if (width === 0 && !isEnd && waiting.length < FIRST_ROWS) return
    if (width === 0) width = waiting.reduce((widest, row) => Math.max(widest, row.length), 0)
    for (const cells of waiting.splice(0)) {
      const row = Array.from({ length: Math.max(width, cells.length) }, (_, place) => cells[place] ?? '')
      const written = writer.write(csvLine(row))
      if (written) await written
    }
  }
  return { add: (cells: string[]) => void waiting.push(cells), drain }
}
