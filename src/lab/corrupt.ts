import { foldLetters } from './fold.ts'
import type { Random } from './random.ts'

const neighbours: Record<string, string> = {
  a: 'qsz',
  b: 'vgn',
  c: 'xdv',
  d: 'sfe',
  e: 'wrd',
  f: 'dgr',
  g: 'fht',
  h: 'gjy',
  i: 'uok',
  j: 'hku',
  k: 'jli',
  l: 'ko',
  m: 'nj',
  n: 'bmh',
  o: 'ipl',
  p: 'ol',
  q: 'wa',
  r: 'etf',
  s: 'adw',
  t: 'ryg',
  u: 'yij',
  v: 'cbf',
  w: 'qes',
  x: 'zcs',
  y: 'tuh',
  z: 'xa',
}

/** One slip of the fingers: two letters swapped, one left out, doubled, or the key beside it. Texts below 4 characters stay. */
export function mistype(random: Random, text: string): string {
  const kind = random.below(4)
  const at = 1 + random.below(Math.max(1, text.length - 2))
  if (text.length < 4 || !/[a-z]/i.test(text.charAt(at))) return text
  const letter = text.charAt(at)
  const before = text.slice(0, at)
  const after = text.slice(at + 1)
  if (kind === 0) return before + after.slice(0, 1) + letter + after.slice(1)
  if (kind === 1) return before + after
  if (kind === 2) return before + letter + letter + after
  const keys = neighbours[letter.toLowerCase()] ?? letter
  return before + keys.charAt(random.below(keys.length)) + after
}

/** Marks lost on the way: left out mostly, sometimes read in the wrong encoding (`Müller` → `MÃ¼ller`). */
export function loseMarks(random: Random, text: string): string {
  const misread = random.chance(0.12)
  if (!/[^\x20-\x7E]/.test(text)) return text
  return misread
    ? Buffer.from(text, 'utf8')
        .toString('latin1')
        .replace(/[\x80-\x9f]/g, '?')
    : foldLetters(text)
}

const abbreviations: [RegExp, string][] = [
  [/^Chief Executive Officer$/, 'CEO'],
  [/^Chief Financial Officer$/, 'CFO'],
  [/^Chief Technology Officer$/, 'CTO'],
  [/^Chief Marketing Officer$/, 'CMO'],
  [/^Chief Operating Officer$/, 'COO'],
  [/^Chief Information Officer$/, 'CIO'],
  [/Senior Vice President/, 'SVP'],
  [/Vice President of /, 'VP, '],
  [/Vice President/, 'VP'],
  [/^VP /, 'V.P. '],
  [/Human Resources/, 'HR'],
  [/Information Technology/, 'IT'],
  [/ & /, ' and '],
  [/^Director of (.+)$/, 'Director - $1'],
  [/^(.+) Director$/, 'Director of $1'],
  [/Senior /, 'Sr. '],
  [/Manager/, 'Mgr'],
  [/Director/, 'Dir.'],
  [/ of /, ', '],
  [/Geschäftsführer/, 'GF'],
]

/** The same job in other words, as another house writes it. */
export function rephraseTitle(random: Random, title: string): string {
  const start = random.below(abbreviations.length)
  for (let step = 0; step < abbreviations.length; step++) {
    const [pattern, short] = abbreviations[(start + step) % abbreviations.length]
    if (pattern.test(title)) return title.replace(pattern, short)
  }
  return title
}

/** Every way in which a house may write a job: as it is, and each of `rephraseTitle`. */
export function titleWritings(title: string): string[] {
  return [title, ...abbreviations.map(([pattern, short]) => title.replace(pattern, short))]
}
