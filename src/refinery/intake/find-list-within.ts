import { cutObjects } from './cut-objects.ts'
import { isKnownColumn } from './find-field.ts'

/** What may stand before the list: a few names with a number, a text, or an object of such (`"meta": {"total": 3}`). */
const NAME = String.raw`\s*"(?:[^"\\]|\\.){0,200}"\s*:\s*`
const PLAIN = String.raw`(?:"(?:[^"\\]|\\.){0,1000}"|[\w.+-]{1,40}|\{[^{}[\]]{0,2000}\})`
const BEFORE = new RegExp(String.raw`^\uFEFF?\s*\{((?:${NAME}${PLAIN}\s*,){0,20})${NAME}\[\s*(?=\{)`)

/**
 * Where the list begins in JSON that is one object around a list of objects (`{"total": 3, "contacts": [{…`), told from its first piece;
 * 0 where the objects themselves are what is wanted, though one has a list within.
 */
export function findListWithin(piece: string, longest: number): number {
  const found = BEFORE.exec(piece)
  if (!found) return 0
  const roots = cutObjects(longest).push(piece)
  // A contact ends soon, and the next one follows; one alone says who it is before its lists.
  if (roots.length > 1) return 0
  const [, before] = found
  const names = before.matchAll(/"((?:[^"\\]|\\.){0,200})"\s*:/g)
  return roots.length === 1 && [...names].some(([, name]) => isKnownColumn(name)) ? 0 : found[0].length
}
