import { BREAK, splitTitle } from './split-title.ts'
import { LEVELS, findTitlePhrase, readCompound } from './title-lexicon.ts'
import type { TitlePhrase } from './title-lexicon.ts'
import titleWords from './title-words.json' with { type: 'json' }

/** What a title says about rank and department. */
export type TitleReading = {
  level: string | null
  function: string | null
  subfunction: string | null
  matched: string | null
}

type Hit = { phrase: TitlePhrase; at: number; end: number; segment: number; level: number }

const RANK = new Map(LEVELS.map((level, i) => [level, i]))
const NO_RANK = LEVELS.length
const OFFICE = LEVELS.indexOf('c-level')
const VICE_PRESIDENT = LEVELS.indexOf('vp')
/** Those above all vice presidents, whatever else they are called. */
const LEADERS = new Set(titleWords.leaders)
const AIDES = new Set(titleWords.aides)
const EXPERTS = new Set(titleWords.experts)
const BODIES = new Set(titleWords.bodies)
/** What people do, by their name: a title of it alone is a rank as well. */
const PEOPLE = new Set(titleWords.people)
const UNITS = new Set(titleWords.units)
const TIES = new Set(['of', 'at', 'in', 'and', '&', 'for', 'und', 'et', 'y', 'e', 'de'])
/** Words for people who do something; they make a title of a mere department. */
const DOER = /(?:er|or|ist|yst|ian|ant|ent|ive|iate|man|eur|euse|ier|iere|ero|era|ore|ora|ista|nte|staff|worker)$/

/** Read level, function and sub-function: the strongest rank word decides the level, what stands nearest to it the function. */
export function readTitle(text: string): TitleReading {
  const tokens = splitTitle(text)
  const hits = findHits(tokens)
  const rank = strongest(hits)
  const level = rank === null ? null : LEVELS[rank.level]
  const best = decideFunction(hits, rank, tokens)
  const matched = [rank, best.hit].filter((hit, i, all) => hit !== null && all.indexOf(hit) === i)
  return {
    level: level ?? (tokens.some((word) => isPerson(word, best.name)) ? 'staff' : null),
    function: best.name,
    subfunction: best.subfunction,
    matched: matched.length === 0 ? null : matched.map((hit) => hit!.phrase.words.join(' ')).join('; '),
  }
}

/** Whether a word names somebody who does something, and no department. */
function isPerson(word: string, of: string | null): boolean {
  return PEOPLE.has(word) || (of !== null && word.length > 4 && DOER.test(word))
}

function findHits(tokens: string[]): Hit[] {
  const hits: Hit[] = []
  let segment = 0
  for (let i = 0; i < tokens.length;) {
    const word = tokens[i]
    if (word === BREAK) {
      segment++
      i++
      continue
    }
    if (word === 'to' && hits.length > 0 && tokens.slice(0, i).some((before) => AIDES.has(before))) break
    const phrase = findTitlePhrase(tokens, i) ?? (word.length > 7 ? readCompound(word) : null)
    if (phrase === null) {
      i++
      continue
    }
    const end = i + phrase.words.length
    hits.push({
      phrase,
      at: i,
      end,
      segment,
      level: phrase.level === null ? NO_RANK : rankInPlace(phrase, tokens, i, end),
    })
    i = end
  }
  return hits
}

/** The rank that a phrase has where it stands: `CTO Group` is no CTO, a `Brand President` heads a brand. */
function rankInPlace(phrase: TitlePhrase, tokens: string[], at: number, end: number): number {
  const next = tokens[end] ?? BREAK
  const level = phrase.level!
  if (level === 'c-level' && UNITS.has(next)) return NO_RANK
  if (level === 'partner' && next !== BREAK && !TIES.has(next)) return NO_RANK
  if (phrase.words.length === 1 && phrase.words[0] === 'chief') {
    for (let i = end; i < tokens.length && i < end + 5 && tokens[i] !== BREAK && !TIES.has(tokens[i]); i++) {
      if (EXPERTS.has(tokens[i])) return RANK.get('head')!
    }
  }
  if (phrase.words.length === 1 && phrase.words[0] === 'president' && at > 0) {
    const before = tokens[at - 1]
    if (before !== BREAK && !TIES.has(before) && !titleWords.beforePresident.includes(before)) return RANK.get('head')!
  }
  if (phrase.words.length === 1 && phrase.words[0] === 'chair' && !isChairOfBoard(tokens, at, end))
    return RANK.get('senior')!
  return RANK.get(level)!
}

/** A chair of a board or committee, not of a university's department. */
function isChairOfBoard(tokens: string[], at: number, end: number): boolean {
  if (at > 0 && tokens[at - 1] !== BREAK && !TIES.has(tokens[at - 1])) return false
  return tokens[end] !== 'of' || tokens.slice(end, end + 8).some((word) => BODIES.has(word))
}

/**
 * The strongest rank. A vice president who holds one office beside it, or sits on the board, has a vice president's, as directories list
 * them; not where the office is written out and comes first.
 */
function strongest(hits: Hit[]): Hit | null {
  let best: Hit | null = null
  for (const hit of hits) if (hit.level < (best?.level ?? NO_RANK)) best = hit
  if (best?.level !== OFFICE || LEADERS.has(best.phrase.words.join(' '))) return best
  const others = hits.filter((hit) => hit !== best && hit.level < NO_RANK)
  const isSole = others.every((hit) => hit.level !== OFFICE)
  if (!isSole || (best === hits[0] && best.phrase.words[0] === 'chief')) return best
  return others.find((hit) => hit.level === VICE_PRESIDENT) ?? best
}

function decideFunction(hits: Hit[], rank: Hit | null, tokens: string[]) {
  let until = Infinity
  if (rank !== null)
    for (const hit of hits) if (hit.segment > rank.segment && hit.level < NO_RANK) until = Math.min(until, hit.segment)
  const scores = new Map<string, number>()
  let name: string | null = null
  for (const hit of hits) {
    const of = hit.phrase.function
    if (of === null) continue
    const near = rank === null ? hit.segment === 0 : hit.segment >= rank.segment && hit.segment < until
    const score = (scores.get(of) ?? 0) + hit.phrase.weight * (near ? 2 : 1) + (isHead(hit, tokens) ? 1.5 : 0)
    scores.set(of, score)
  }
  for (const [of, score] of scores) if (name === null || score > scores.get(name)!) name = of
  const own = hits.filter((hit) => hit.phrase.function === name && name !== null)
  const hit = own.find((hit) => hit.phrase.subfunction !== null) ?? own[0] ?? null
  return { name, subfunction: hit?.phrase.subfunction ?? null, hit }
}

/** Is this the last word of its group, the one that the others describe? */
function isHead(hit: Hit, tokens: string[]): boolean {
  const next = tokens[hit.end] ?? BREAK
  return next === BREAK || TIES.has(next) || findTitlePhrase(tokens, hit.end)?.level !== null
}
