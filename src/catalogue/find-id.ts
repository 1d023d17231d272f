import { AppError } from '../platform/errors/index.ts'

/** Forms of the ids of contacts and companies: a letter and zero-padded digits, so that byte order is numeric order. */
const forms = { c: /^c(\d{10,15})$/, o: /^o(\d{8,15})$/ }

/** The number in an id (`c0000000042` → 42). Throws `internal` on another form: an index never holds one. */
export function idNumber(id: string, letter: keyof typeof forms): number {
  const digits = forms[letter].exec(id)?.[1]
  if (digits === undefined)
    throw new AppError('internal', `The id ${JSON.stringify(id)} is not of the form ${letter} and digits.`)
  return Number(digits)
}

/** Row of an id in the ascending numbers of a table's ids, or -1. */
export function findId(ids: Float64Array, id: string, letter: keyof typeof forms): number {
  const digits = forms[letter].exec(id)?.[1]
  if (digits === undefined) return -1
  const wanted = Number(digits)
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle] < wanted) low = middle + 1
    else high = middle
  }
  return ids[low] === wanted ? low : -1
}
