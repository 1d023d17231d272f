import type { LineWriter } from '../../platform/lines/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { csvLine } from './csv-line.ts'
import { cutObjects, type CutObject } from './cut-objects.ts'
import { findListWithin } from './find-list-within.ts'
import { openSourceBytes } from './open-source-bytes.ts'
import { createReject, type Reject } from './reject.ts'

/** A record longer than this is no contact. */
const LONGEST = 1_000_000
const MOST_COLUMNS = 1000
/** Objects of a list that get columns of their own, such as the first telephone numbers. */
const LISTED = 3

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/**
 * Writes the objects of a JSON file as CSV: a list of objects, the list in an object, or an object a line. What is nested gets
 * a column with dots in its name, texts in a list stand beside each other. Read twice: for the columns, then for the rows.
 */
export async function writeJsonTable(path: string, writer: LineWriter): Promise<Reject[]> {
  const columns = new Map<string, number>()
  let isTooLong = false
  for await (const { cells, ...found } of readObjects(path)) {
    isTooLong ||= found.isTooLong
    for (const name of cells?.keys() ?? []) if (!columns.has(name)) columns.set(name, columns.size)
    if (columns.size > MOST_COLUMNS)
      throw new AppError(
        'bad_input',
        `${path} has more than ${MOST_COLUMNS} different fields: export the contacts alone.`,
      )
  }
  if (columns.size === 0 && isTooLong)
    throw new AppError('bad_input', `${path} has a record of more than 1 MB and no other: it is no list of contacts.`)
  if (columns.size === 0)
    throw new AppError('bad_input', `${path} holds no objects: export the contacts as a list of objects.`)
  const rejects: Reject[] = []
  await writer.write(csvLine([...columns.keys()]))
  for await (const { place, cells, raw, ...found } of readObjects(path)) {
    if (cells === null) rejects.push(createReject(place, found.isTooLong ? 'row_too_long' : 'ragged_row', raw))
    else {
      const row = Array.from(columns.keys(), (name) => cells.get(name) ?? '')
      const written = writer.write(csvLine(row))
      if (written) await written
    }
  }
  return rejects
}

/** An object by its place (2 for the first: the header comes before it); `cells` is null for what is none. */
type Found = { place: number; cells: Map<string, string> | null; raw: string; isTooLong: boolean }

async function* readObjects(path: string): AsyncGenerator<Found> {
  let place = 1
  for await (const { raw, isTooLong } of readTexts(path)) {
    place++
    try {
      const cells = new Map<string, string>()
      if (!isTooLong) flatten(JSON.parse(raw) as Json, '', cells)
      yield { place, cells: isTooLong ? null : cells, raw, isTooLong }
    } catch {
      yield { place, cells: null, raw, isTooLong }
    }
  }
}

/** The text of each object; of an object that holds the list, those of the list. */
async function* readTexts(path: string): AsyncGenerator<CutObject> {
  const decoder = new TextDecoder('utf-8')
  const cutter = cutObjects(LONGEST)
  let isFirst = true
  for await (const bytes of openSourceBytes(path, { gzip: false })) {
    const text = decoder.decode(bytes, { stream: true })
    yield* cutter.push(isFirst ? text.slice(findListWithin(text, LONGEST)) : text)
    isFirst = false
  }
  yield* cutter.push(decoder.decode())
  const tail = cutter.end()
  if (tail) yield tail
}

function flatten(value: Json, name: string, cells: Map<string, string>): void {
  if (value === null) return
  if (Array.isArray(value)) {
    const texts = value.filter((each) => each !== null && typeof each !== 'object')
    if (texts.length > 0) cells.set(name, texts.map(String).join('; '))
    const objects = value.filter((each) => each !== null && typeof each === 'object').slice(0, LISTED)
    for (const [place, each] of objects.entries()) flatten(each, place === 0 ? name : `${name}.${place + 1}`, cells)
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) flatten(inner, name === '' ? key : `${name}.${key}`, cells)
  } else cells.set(name, String(value))
}
