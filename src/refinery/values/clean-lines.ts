import { kinds, type Kind, type KindName } from '../../engine/clean/index.ts'
import type { Transform } from '../build/filter.ts'

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const UNESCAPES: Record<string, string> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' }

/**
 * The work of the filter of values: lines `id TAB value` in, lines `id TAB value TAB verdict TAB confidence TAB why TAB …` out,
 * same order, same count; cells escaped, null as `\N`.
 */
export function cleanLines(name: KindName): Transform {
  const kind: Kind = kinds[name]
  return async function* (batches) {
    for await (const lines of batches) yield lines.map((line) => `${cleanLine(kind, line)}\n`).join('')
  }
}

function cleanLine(kind: Kind, line: string): string {
  const tab = line.indexOf('\t')
  const raw = line.slice(tab + 1).replace(/\\[\\tnr]/g, (escape) => UNESCAPES[escape])
  const cleaned = kind.clean(raw)
  const fields = cleaned as unknown as Record<string, string | number | boolean | null>
  const cells = [
    line.slice(0, tab),
    cell(cleaned.value),
    cleaned.verdict,
    String(Math.round(cleaned.confidence * 1000)),
    cleaned.why.join(' '),
    ...kind.columns.map((name) => cell(fields[name])),
  ]
  return cells.join('\t')
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '\\N'
  if (value === true) return 't'
  if (value === false) return 'f'
  return String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character])
}
