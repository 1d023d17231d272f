import anyAscii from 'any-ascii'
import shortNames from './short-names.json' with { type: 'json' }

const FORMAL: ReadonlyMap<string, string> = new Map(Object.entries(shortNames))

/** Longest part of a name that is looked at; nobody's is longer, and a page pasted into the field costs nothing. */
const LONGEST = 200

/** Lower-case ASCII, words apart by one space; the same for all ways of writing it. */
export function foldName(text: string): string {
  // Most names are letters and single spaces: they need nothing but their case.
  if (text.length <= LONGEST && /^[a-z]+(?: [a-z]+)*$/i.test(text)) return text.toLowerCase()
  return anyAscii(text.slice(0, LONGEST))
    .toLowerCase()
    .replaceAll(/['’`.]/g, '')
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim()
}

/** What of a name identifies, in combination with something else. */
export type NameForms = {
  /** First and last name, with short names spelt out; null where one of them is missing or an initial. */
  whole: string | null
  /** Last name and first letters under which the first name may be abbreviated; empty where either is missing. */
  initialled: string[]
}

/**
 * The forms of a name from its cleaned parts. Middle names, titles and suffixes come and go between lists and are left out.
 * A short name that stands for one formal name is that name (`Bob` is `robert`); one that stands for several (`Alex`) stays.
 */
export function nameForms({ first, last }: { first: string | null; last: string | null }): NameForms {
  const [given = ''] = foldName(first ?? '').split(' ')
  const family = foldName(last ?? '')
  if (family === '') return { whole: singleName(first ?? ''), initialled: [] }
  if (given === '') return { whole: null, initialled: [] }
  const formal = FORMAL.get(given) ?? given
  const initials = new Set([formal[0], given[0]])
  return {
    whole: isSpeltOut(given) && isSpeltOut(family) ? `${formal} ${family}` : null,
    initialled: [...initials].map((initial) => `${family} ${initial}`),
  }
}

/** A name in a script that does not part its words is whole in one. */
function singleName(first: string): string | null {
  if (/^[\p{Script=Latin}\p{P}\s\d]*$/u.test(first)) return null
  const folded = foldName(first)
  return folded.length > 3 ? folded : null
}

function isSpeltOut(folded: string): boolean {
  return folded.replaceAll(' ', '').length > 1
}
