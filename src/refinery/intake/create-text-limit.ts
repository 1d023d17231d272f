/** The longest reference to a character, `&#x10FFFF;`, and some more. */
const REFERENCE = 12

/**
 * Passes XML on, piece by piece, without the rest of a text that is longer than `longest`, so that its reader, which holds a text whole,
 * stays within bounds. What was begun of a character's reference is passed on whole.
 */
export function createTextLimit(longest: number): (piece: string) => string {
  let length = 0
  return (piece) => {
    const first = piece.search(/[<>]/)
    const run = first < 0 ? piece.length : first
    const isOver = length + run > longest
    const kept = length > longest ? '' : beginningOf(piece.slice(0, run))
    const last = Math.max(piece.lastIndexOf('<'), piece.lastIndexOf('>'))
    length = first < 0 ? length + run : piece.length - last
    if (!isOver) return piece
    return kept + piece.slice(run)
  }
}

function beginningOf(text: string): string {
  const head = text.slice(0, REFERENCE)
  const begun = head.indexOf('&', head.indexOf(';') + 1)
  return begun < 0 ? head : head.slice(0, begun)
}
