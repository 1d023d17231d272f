import type { CleanedByKind } from '../cleaned.ts'
import { isDeskName } from './doubt-name.ts'

type CleanedName = CleanedByKind['name']

/** Words whose judgement is kept at once; names are made of the same few thousand. */
const KEPT = 50_000

/** Letters that also count (I, V, X) may be a number after the name. */
const ORDINARY = /^([A-Z][a-z]+) (?:([A-HJ-UWYZ]\.?) )?([A-Z][a-z]+)$/

/**
 * A short way for the names that most people have: `Ann Lee`, `Ann B. Lee`, in ASCII and well cased, of words that are nothing else
 * besides (a title, a letter after the name, a firm). Null for all others. Answers as `cleanWhole`, which judges each word once.
 */
export function createOrdinaryName(cleanWhole: (text: string) => CleanedName): (text: string) => CleanedName | null {
  const isName = (first: string, middle: string, last: string) =>
    isPlain(cleanWhole([first, middle, last].filter(Boolean).join(' ')), { first, middle, last })
  // After two words some letters stand for a degree that are a family name after one.
  const first = remember((word) => isName(word, '', 'Zedson') && isName(word, 'B.', 'Zedson'))
  const last = remember((word) => isName('Zedric', '', word) && isName('Zedric', 'B.', word))
  return (text) => {
    const found = ORDINARY.exec(text)
    if (found === null) return null
    const [, given, middle = '', family] = found
    if (!first(given) || !last(family)) return null
    const key = `${given} ${family}`.toLowerCase()
    if (isDeskName(key)) return null
    return {
      input: text,
      value: text,
      verdict: 'valid',
      confidence: 1,
      why: [],
      title: '',
      first: given,
      middle,
      last: family,
      suffix: '',
      nickname: '',
      display: text,
      key,
    }
  }
}

function isPlain(cleaned: CleanedName, parts: { first: string; middle: string; last: string }): boolean {
  const { verdict, first, middle, last, title, suffix, nickname } = cleaned
  const isWhole = first === parts.first && middle === parts.middle && last === parts.last
  return verdict === 'valid' && isWhole && title + suffix + nickname === ''
}

function remember(judge: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const judged = judge(word)
    if (known.size >= KEPT) known.clear()
    known.set(word, judged)
    return judged
  }
}
