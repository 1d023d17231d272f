import naics from './naics.json' with { type: 'json' }
import names from './industry-words.json' with { type: 'json' }
import sic from './sic.json' with { type: 'json' }
import { stemWords } from './stem-words.ts'

/** Titles of NAICS 2022 by code, and of SIC 1987; 31, 44 and 48 stand for 31-33, 44-45 and 48-49. */
export const naicsTitles: ReadonlyMap<string, string> = new Map(Object.entries(naics.codes))
export const sicTitles: ReadonlyMap<string, string> = new Map(Object.entries(sic.codes))

const SECTORS: Record<string, string> = { 32: '31', 33: '31', 45: '44', 49: '48' }
const MOVED: ReadonlyMap<string, string> = new Map(Object.entries(naics.moved))
const BY_SIC: ReadonlyMap<string, string> = new Map(Object.entries(sic.naics))
const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(names.words).map(([name, code]) => [foldName(name), code]),
)
const BY_TITLE = readTitles(naicsTitles)
const SIC_BY_TITLE = readTitles(sicTitles)

/** An industry of the table of titles, with the stems of its title's words. */
export type IndexedIndustry = { code: string; title: string; stems: Set<string> }

/** Every industry with its stems, coarse before fine. */
export const indexedIndustries: readonly IndexedIndustry[] = [...naicsTitles]
  .map(([code, title]) => ({ code, title, stems: new Set(stemWords(title)) }))
  .toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))

/** How many titles hold each stem. */
export const stemCounts: ReadonlyMap<string, number> = countStems()

/** The code of a sector: the first two digits, or the first two of the sector they are part of. */
export function sectorOf(code: string): string {
  const two = code.slice(0, 2)
  return SECTORS[two] ?? two
}

/** The code of 2022 for one that only the table of 2017 has, where the industry moved as a whole; null for any other. */
export function codeOfMoved(code: string): string | null {
  for (let length = code.length; length >= 3; length--) {
    const to = MOVED.get(code.slice(0, length))
    if (to !== undefined) return naicsTitles.has(to + code.slice(length)) ? to + code.slice(length) : null
  }
  return null
}

/** The NAICS code that a SIC code falls under: its own, else that of its major group; null for none. */
export function naicsOfSic(code: string): string | null {
  return BY_SIC.get(code) ?? BY_SIC.get(code.slice(0, 2)) ?? null
}

/** The NAICS code of a title as the table has it, whatever its case and signs. */
export function codeOfTitle(text: string): string | null {
  return BY_TITLE.get(foldName(text)) ?? null
}

/** The SIC code of a title as the table has it. */
export function sicOfTitle(text: string): string | null {
  return SIC_BY_TITLE.get(foldName(text)) ?? null
}

/** The NAICS code of what an industry is often called. */
export function codeOfName(text: string): string | null {
  return BY_NAME.get(foldName(text)) ?? null
}

/** Lower case without accents and signs, `&` as `and`. */
function foldName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Of equal titles the coarsest code counts: it says no more than the title. */
function readTitles(titles: ReadonlyMap<string, string>): Map<string, string> {
  const codes = new Map<string, string>()
  for (const [code, title] of [...titles].toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) {
    const folded = foldName(title)
    if (!codes.has(folded)) codes.set(folded, code)
  }
  return codes
}

function countStems(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { stems } of indexedIndustries) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return counts
}
