/** Words that too many names share to make two of them the same company. */
const WEAK_WORDS = new Set([
  'the',
  'of',
  'and',
  'for',
  'group',
  'holding',
  'holdings',
  'international',
  'global',
  'services',
  'company',
  'us',
  'usa',
  'uk',
])

/**
 * Whether two comparison keys of companies that share a domain may name one company: equal but for spaces, one the
 * beginning of the other, an acronym of the other, one edit apart, or most of their telling words shared.
 */
export function isSameCompany(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const packed = short.replaceAll(' ', '')
  if (packed === long.replaceAll(' ', '')) return true
  if (short.length >= 3 && long.startsWith(`${short} `)) return true
  const words = long.split(' ')
  if (words.length > 1 && packed === words.map((word) => word[0]).join('')) return true
  if (short.length >= 6 && isOneEditApart(short, long)) return true
  return sharesTellingWords(short.split(' '), words)
}

function sharesTellingWords(a: string[], b: string[]): boolean {
  const telling = (words: string[]) => new Set(words.filter((word) => word.length > 2 && !WEAK_WORDS.has(word)))
  const [one, other] = [telling(a), telling(b)]
  const shared = [...one].filter((word) => other.has(word)).length
  return shared * 2 > Math.max(one.size, other.size)
}

/** Whether one insertion, deletion, substitution or swap of neighbours turns one text into the other. */
function isOneEditApart(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}
