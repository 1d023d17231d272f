import { once } from 'node:events'
import { AppError } from '../../platform/errors/index.ts'
import { readLines } from '../../platform/lines/index.ts'
import { compareObjects, type LooseRecord } from '../../refinery/link/index.ts'

/** Answers each line of JSON with a line of JSON. A line that is no pair of records ends the work with its number. */
export async function compareLines(input: AsyncIterable<Buffer>, output: NodeJS.WritableStream): Promise<void> {
  let number = 0
  for await (const lines of readLines(input)) {
    let answers = ''
    for (const line of lines) {
      number++
      if (line.trim() === '') continue
      const { a, b } = parse(line, number)
      answers += `${JSON.stringify(compareObjects(a, b))}\n`
    }
    if (!output.write(answers)) await once(output, 'drain')
  }
}

function parse(line: string, number: number): { a: LooseRecord; b: LooseRecord } {
  let pair: unknown
  try {
    pair = JSON.parse(line)
  } catch {
    throw new AppError('bad_input', `Line ${number} is no JSON.`)
  }
  if (isRecord(pair) && isRecord(pair['a']) && isRecord(pair['b'])) return { a: pair['a'], b: pair['b'] }
  throw new AppError('bad_input', `Line ${number} must be an object with the records "a" and "b".`)
}

function isRecord(value: unknown): value is LooseRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
