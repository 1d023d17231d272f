import { readLines } from '../../platform/lines/index.ts'

/** A filter's work: batches of lines in, text of whole lines out. It never holds more than a batch and what it is at. */
export type Transform = (batches: AsyncIterable<string[]>) => AsyncIterable<string>

/** Runs a transform from standard input to standard output: the whole of a filter's script. */
export async function runFromInput(transform: Transform): Promise<void> {
  for await (const text of transform(readLines(process.stdin))) {
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
