/** An object's text as it stands in a file; only its beginning where it is too long for a contact. */
export type CutObject = { raw: string; isTooLong: boolean }

/** What is kept of an object that is too long. */
const SHOWN = 1000
const [OPEN, CLOSE, QUOTE, ESCAPE] = ['{', '}', '"', '\\'].map((each) => each.charCodeAt(0))

/** Cuts JSON that comes in pieces into its outermost objects. `longest` is in characters; what is longer is passed over, not held. */
export function cutObjects(longest: number): { push(text: string): CutObject[]; end(): CutObject | null } {
  let [depth, inText, isEscaped] = [0, false, false]
  let held: CutObject = { raw: '', isTooLong: false }
  const hold = (part: string) => {
    if (held.isTooLong) return
    const raw = held.raw + part
    held = raw.length > longest ? { raw: raw.slice(0, SHOWN), isTooLong: true } : { raw, isTooLong: false }
  }
  const take = () => {
    const done = held
    held = { raw: '', isTooLong: false }
    return done
  }
  const push = (text: string) => {
    const found: CutObject[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (isEscaped) isEscaped = false
      else if (inText) {
        if (code === ESCAPE) isEscaped = true
        else if (code === QUOTE) inText = false
      } else if (code === QUOTE) inText = depth > 0
      else if (code === OPEN && depth++ === 0) {
        take()
        from = at
      } else if (code === CLOSE && depth > 0 && --depth === 0) {
        hold(text.slice(from, at + 1))
        found.push(take())
        from = at + 1
      }
    }
    hold(text.slice(from))
    return found
  }
  const end = () => {
    const { raw, isTooLong } = take()
    const tail = raw.trim().replace(/^[\],}\s]+/, '')
    return tail === '' ? null : { raw: tail, isTooLong }
  }
  return { push, end }
}
