import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { kinds, type KindName } from '../../engine/clean/index.ts'
import { jsonForm, textForm } from './line-form.ts'
import { splitLines } from './split-lines.ts'

/** How values come in and go out. */
export type FilterOptions = {
  input: Readable
  output: Writable
  /** ISO 3166-1 alpha-2: where numbers and addresses without a country are. */
  country?: string
  form: 'text' | 'json'
}

/** No value is longer; a line is cut there. */
const LONGEST_LINE = 16 << 20
/** Characters gathered before a write: single small writes would cost more than the cleaning. */
const BATCH = 1 << 16

/**
 * Clean values from a stream, a line each, into another: same order, same count, whatever comes in.
 * Waits for a slow reader, so memory is bounded by one chunk and one line.
 */
export async function filterValues(name: KindName, options: FilterOptions): Promise<void> {
  const kind = kinds[name]
  const country = options.country === undefined ? {} : { country: options.country }
  const clean = (raw: string) => kind.clean(raw, country)
  const form = { text: textForm, json: jsonForm }[options.form]
  for await (const lines of splitLines(options.input, LONGEST_LINE)) {
    let batch = ''
    for (const line of lines) {
      batch += `${form(line, clean)}\n`
      if (batch.length < BATCH) continue
      await write(options.output, batch)
      batch = ''
    }
    if (batch !== '') await write(options.output, batch)
  }
}

async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain')
}
