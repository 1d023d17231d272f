import type { Field } from './field.ts'
import { isPostcode } from './is-postcode.ts'

type Column = { index: number; field: Field | null; open: boolean; values: string[] }
type Claim = { index: number; field: Field; share: number; why: string }

const YEAR = /^(?:1[789]|20)\d\d$/
const LEAST = 5
const BESIDE = 2
const ALL = 0.95

/** Which columns without a name hold postcodes and towns, by what stands beside them: a street, a state, a country. */
export function guessPlaces(columns: Column[]): Claim[] {
  const claims: Claim[] = []
  const known = new Map(columns.map(({ index, field }) => [index, field]))
  const isNear = (index: number, fields: Field[]) =>
    fields.length > 0 &&
    [...known].some(
      ([other, field]) =>
        field !== null && fields.includes(field) && Math.abs(other - index) <= BESIDE && other !== index,
    )
  const take = (column: Column | undefined, claim: Omit<Claim, 'index'>) => {
    if (!column) return
    claims.push({ index: column.index, ...claim })
    known.set(column.index, claim.field)
  }
  const has = (field: Field) => [...known.values()].includes(field)
  if (!has('postcode')) {
    const code = columns.find(
      (each) => each.open && arePostcodes(each.values) && isNear(each.index, ['street', 'region', 'country']),
    )
    take(code, { field: 'postcode', share: 0.9, why: 'postcodes beside the rest of an address' })
  }
  if (!has('city')) {
    const towns = columns.filter(
      (each) => each.open && !claims.some(({ index }) => index === each.index) && areTowns(each.values),
    )
    const near = towns.filter((each) => isNear(each.index, ['postcode', 'region', 'street']))
    const town =
      near.find((each) => isNear(each.index, ['postcode'])) ??
      near[0] ??
      towns.find((each) => isNear(each.index, ['country']))
    take(town, { field: 'city', share: 0.8, why: 'words beside the rest of an address' })
  }
  return claims
}

/** Figures of four or five digits, but no years. */
function arePostcodes(values: string[]): boolean {
  if (values.length < LEAST || values.filter((value) => YEAR.test(value)).length > values.length * 0.5) return false
  return values.filter(isPostcode).length >= values.length * ALL
}

/** A few words without figures, more than a handful of different ones in a long list. */
function areTowns(values: string[]): boolean {
  if (values.length < LEAST) return false
  const worded = values.filter((value) => /^\p{L}[\p{L}\p{M} .,'’()/-]*$/u.test(value) && value.split(' ').length <= 5)
  return worded.length >= values.length * ALL && new Set(values).size >= Math.min(5, values.length / 10)
}
