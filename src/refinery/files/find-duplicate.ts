import type { FirstRows } from './row-keys.ts'

/** The earlier row that a row is again, by address or by name and company; null when it is the first. Rows are noted. */
export function findDuplicate(
  seen: FirstRows,
  { keys, at, row }: { keys: Uint32Array; at: number; row: number },
): number | null {
  let first = row
  for (const place of [at * 4, at * 4 + 2]) {
    const [one, two] = [keys[place], keys[place + 1]]
    if (one !== 0 || two !== 0) first = Math.min(first, seen.first(one, two, row))
  }
  return first === row ? null : first
}
