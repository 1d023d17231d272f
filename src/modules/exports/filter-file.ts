import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { headerLine } from './csv-line.ts'
import { CHUNK, findVisible } from './visible-contacts.ts'
import type { ExportDependencies } from './export-dependencies.ts'

/** The lines of an export's file, those of people who have stopped meanwhile left out: looked up while they are read. */
export async function* filterFile(
  path: string,
  dependencies: Pick<ExportDependencies, 'contacts'>,
): AsyncGenerator<string> {
  yield headerLine
  let held: string[] = []
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  let first = true
  for await (const line of lines) {
    if (first) {
      first = false
      continue
    }
    held.push(line)
    if (held.length < CHUNK) continue
    yield await keepVisible(held, dependencies)
    held = []
  }
  yield await keepVisible(held, dependencies)
}

async function keepVisible(lines: string[], dependencies: Pick<ExportDependencies, 'contacts'>): Promise<string> {
  if (lines.length === 0) return ''
  const visible = await findVisible(lines.map(idOf), dependencies)
  return lines
    .filter((line) => visible.has(idOf(line)))
    .map((line) => `${line}\r\n`)
    .join('')
}

/** The first cell of a line: ids need no quotes. */
function idOf(line: string): string {
  return line.slice(0, line.indexOf(','))
}
