import { createReadStream } from 'node:fs'

const CHUNK_BYTES = 1 << 20
const LF = 10

/**
 * The lines of a UTF-8 file, or of a stream of bytes, in batches; LF ends a line and is left out, a last line without LF
 * counts. Unlike `node:readline`, nothing else ends a line: U+2028 may stand inside one.
 * Memory is bounded by the longest line.
 */
export async function* readLines(source: string | AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest: Buffer[] = []
  const chunks = typeof source === 'string' ? createReadStream(source, { highWaterMark: CHUNK_BYTES }) : source
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LF)
    if (end < 0) {
      rest.push(chunk)
      continue
    }
    // Cut at an LF, which is never part of a longer UTF-8 sequence, then decode whole lines at once.
    const whole = Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8')
    rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : []
    yield whole.split('\n')
  }
  if (rest.length > 0) yield [Buffer.concat(rest).toString('utf8')]
}
