const LF = 10

/**
 * The lines of a stream of bytes, in batches as they arrive; LF ends a line and is left out, a last line without LF counts.
 * Bytes that are no UTF-8 read as U+FFFD. What a line has beyond `longest` bytes is dropped, so that memory stays bounded
 * whatever comes in.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>, longest: number): AsyncGenerator<string[]> {
  let begun: Buffer[] = []
  let length = 0
  const keep = (piece: Buffer) => {
    const room = longest - length
    if (room > 0 && piece.length > 0) begun.push(piece.length > room ? piece.subarray(0, room) : piece)
    length += piece.length
  }
  for await (const chunk of chunks) {
    const first = chunk.indexOf(LF)
    if (first < 0) {
      keep(chunk)
      continue
    }
    keep(chunk.subarray(0, first))
    const lines = [Buffer.concat(begun).toString()]
    const last = chunk.lastIndexOf(LF)
    if (last > first) lines.push(...chunk.toString('utf8', first + 1, last).split('\n'))
    begun = []
    length = 0
    keep(chunk.subarray(last + 1))
    yield lines
  }
  if (length > 0) yield [Buffer.concat(begun).toString()]
}
