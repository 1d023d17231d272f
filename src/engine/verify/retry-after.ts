/** Seconds to wait when the server names no time: greylists of five minutes are the rule, of an hour the exception. */
const WAITS = [300, 900, 3600]
/** A server that wants longer is not waited for within a run. */
const LONGEST = 86_400

/**
 * Seconds after which an address that was put off is asked for again; null when it was put off often enough.
 * A time that the server names (`in 300 seconds`, `5 min`) counts, with five seconds more for its clock.
 */
export function retryAfter({ text, tries }: { text: string; tries: number }): number | null {
  if (tries >= WAITS.length) return null
  const named = /(\d{1,5})\s*(s|sec|seconds?|m|min|minutes?|h|hours?)\b/i.exec(text)
  if (named === null) return WAITS[tries]
  const unit = { s: 1, m: 60, h: 3600 }[named[2][0].toLowerCase()] ?? 1
  const seconds = Number(named[1]) * unit
  return seconds > 0 && seconds <= LONGEST ? seconds + 5 : WAITS[tries]
}
