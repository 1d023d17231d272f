import type { Kind } from '../../engine/clean/index.ts'

/** How lines are read and answered: one value out of a line, one line out of an answer. */
export type LineForm = (line: string, clean: Clean) => string
type Clean = (raw: string) => Record<string, unknown>

/** One value a line in, one JSON object a line out. */
export const textForm: LineForm = (line, clean) => jsonLine(clean(line.endsWith('\r') ? line.slice(0, -1) : line))

/** One JSON string a line in; `null` is no value, and what is no JSON string stands for itself. */
export const jsonForm: LineForm = (line, clean) => {
  const value = readJson(line)
  return jsonLine(clean(typeof value === 'string' ? value : value === null ? '' : line.trim()))
}

/**
 * `id TAB value` in, `id TAB value TAB verdict TAB confidence (per mille) TAB why TAB the kind's columns` out. `\`, tab, LF
 * and CR are escaped, no value is `\N`: the form in which DuckDB and Spark's `TRANSFORM` hand rows to a filter.
 */
export function tabForm(kind: Kind): LineForm {
  return (line, clean) => {
    const tab = line.indexOf('\t')
    const id = tab < 0 ? line : line.slice(0, tab)
    const answer = clean(tab < 0 ? '' : unescape(line.slice(tab + 1)))
    const why = (answer['why'] as string[]).join(' ')
    const confidence = String(Math.round((answer['confidence'] as number) * 1000))
    const head = `${id}\t${field(answer['value'])}\t${field(answer['verdict'])}\t${confidence}\t${field(why)}`
    return kind.columns.reduce((text, column) => `${text}\t${field(answer[column])}`, head)
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** JSON on one line for every reader: some take U+0085, U+2028 and U+2029 for the end of it. */
function jsonLine(answer: unknown): string {
  const text = JSON.stringify(answer)
  if (!/[\u0085\u2028\u2029]/.test(text)) return text
  return text.replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return escape(typeof value === 'string' ? value : JSON.stringify(value))
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const MEANINGS: Record<string, string> = { '\\': '\\', t: '\t', n: '\n', r: '\r' }

function escape(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]) : text
}

function unescape(text: string): string {
  if (text === '\\N') return ''
  return text.includes('\\') ? text.replace(/\\([\\tnr])/g, (_, letter: string) => MEANINGS[letter]) : text
}
