import type { CleanedByKind } from '../cleaned.ts'
import { plainText } from '../plain-text.ts'

/** Clean one person's name. */
export function cleanName(raw: string): CleanedByKind['name'] {
  const value = plainText(raw.slice(0, 1000).replaceAll('\u001f', ' '))
  const words = value.split(' ')
  const empty = value === ''
  return {
    input: raw,
    value: empty ? null : value,
    verdict: empty ? 'empty' : 'valid',
    confidence: empty ? 0 : 1,
    why: [],
    title: '',
    first: words[0]!,
    middle: words.slice(1, -1).join(' '),
    last: words.length > 1 ? words.at(-1)! : '',
    suffix: '',
    nickname: '',
    display: empty ? null : value,
    key: empty ? null : value.toLowerCase(),
  }
}
