import { formalNames } from './nicknames.ts'
import { keyWords } from './text-key.ts'

const ENOUGH = 0.2

/** Whether names are people's rather than organisations': enough of them hold a word known as a given name. */
export function looksLikePeople(names: string[]): boolean {
  const some = names.filter((name) => name.trim() !== '')
  if (some.length === 0) return true
  const known = some.filter((name) => {
    const words = keyWords(name)
    return words.length <= 5 && words.slice(0, 2).some((word) => formalNames(word).size > 0)
  })
  return known.length >= some.length * ENOUGH
}
