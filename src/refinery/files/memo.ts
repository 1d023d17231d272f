/** Values whose answers are kept at once: enough for the repeats of a file, and a bound for its memory. */
const KEPT = 20_000

/** Longer texts are seldom met twice. */
const LONGEST = 200

/** The same function, which remembers answers for texts it was asked before; it forgets all when they become too many. */
export function memo<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    if (text.length > LONGEST) return ask(text)
    const found = known.get(text)
    if (found !== undefined) return found
    const answer = ask(text)
    if (known.size >= KEPT) known.clear()
    known.set(text, answer)
    return answer
  }
}
