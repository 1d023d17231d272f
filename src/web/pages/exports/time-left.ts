/** How long an export will take from now, in words, as far as it can be told. */
export function timeLeft(
  { done, total, created }: { done: number; total: number; created: string },
  now: number,
): string {
  const gone = (now - Date.parse(created)) / 1000
  if (done === 0 || gone < 1) return 'just begun'
  const seconds = (gone / done) * (total - done)
  if (seconds < 2) return 'nearly done'
  return seconds < 90 ? `${Math.ceil(seconds)} seconds left` : `${Math.ceil(seconds / 60)} minutes left`
}
