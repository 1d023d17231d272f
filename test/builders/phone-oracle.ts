import google from 'google-libphonenumber'
import { cleanPhone } from '../../src/engine/clean/index.ts'

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = google
const numbering = PhoneNumberUtil.getInstance()
const regions = numbering.getSupportedRegions().toSorted()
const kinds = new Map(
  Object.entries(PhoneNumberType).map(([name, type]) => [type, name.toLowerCase().replaceAll('_', '-')]),
)

/** The example number of every region for every kind of number, in E.164. */
export function exampleNumbers(): string[] {
  return regions.flatMap((region) =>
    [...kinds.keys()].flatMap((type) => {
      const example = numbering.getExampleNumberForType(region, type as never)
      return example ? [numbering.format(example, PhoneNumberFormat.E164)] : []
    }),
  )
}

/**
 * Numbers that are nearly those of somebody: examples of all regions of which up to five digits are others, and now and then one is missing or
 * too many. The same seed gives the same numbers.
 */
export function* nearlyNumbers(count: number, seed: number): Generator<string> {
  const examples = exampleNumbers()
  let state = seed >>> 0
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let i = 0; i < count; i++) {
    const digits = (examples[random(examples.length)] ?? '').split('')
    for (let change = random(6); change > 0; change--) digits[3 + random(digits.length - 3)] = String(random(10))
    const length = random(10)
    if (length === 0) digits.pop()
    if (length === 1) digits.push(String(random(10)))
    yield digits.join('')
  }
}

/** What we say otherwise than libphonenumber of Google: whether a number is in use, its E.164, its country, its kind. Null for nothing. */
export function disagreement(text: string): { ours: unknown; theirs: unknown } | null {
  if (NEWER.test(text)) return null
  const theirs = ask(text)
  const { verdict, e164, country, type } = cleanPhone(text)
  const ours = verdict === 'valid' ? [e164, country, type].join(' ') : null
  return ours === theirs ? null : { ours, theirs }
}

/** Area codes that are in use since, which this library's tables do not have yet. */
const NEWER = /^\+1472/

function ask(text: string): string | null {
  try {
    const number = numbering.parse(text, 'ZZ')
    if (!numbering.isValidNumber(number)) return null
    const kind = kinds.get(numbering.getNumberType(number))
    // Where it leaves more out than a trunk prefix, as the digits of a carrier, we doubt: nothing is lost without a word.
    if (numbering.format(number, PhoneNumberFormat.E164).length < text.length - 3) return null
    const region = numbering.getRegionCodeForNumber(number)
    // 001 is no country's: satellites and services of the whole world.
    return [numbering.format(number, PhoneNumberFormat.E164), String(region) === '001' ? '' : region, kind].join(' ')
  } catch {
    return null
  }
}
