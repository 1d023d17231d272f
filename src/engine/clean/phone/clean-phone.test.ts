import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { PhoneNumberFormat, PhoneNumberUtil } from 'google-libphonenumber'
import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { expect, test } from 'vitest'
import { cleanPhone } from './clean-phone.ts'
import { readNumber } from './national-plan.ts'
import cases from './phone-cases.json' with { type: 'json' }
import { readNorthAmerican } from './read-north-american.ts'

test.each(cases)('$raw', ({ raw, country_option, ...expected }) => {
  expect(cleanPhone(raw, country_option === undefined ? {} : { country: country_option })).toMatchObject(expected)
})

/** Countries whose plan differs between the releases of the two libraries' metadata; each release notes the change. */
const PLAN_CHANGED = new Set(['CR', 'ET', 'GY', 'LA', 'RO', 'SH'])

test('whether a number is valid, and its E.164 form and country, as in Google’s library', () => {
  const oracle = PhoneNumberUtil.getInstance()
  const wrong: string[] = []
  for (const country of getCountries()) {
    if (PLAN_CHANGED.has(country)) continue
    const sample = fc.sample(generateNumber(country), { numRuns: 120, seed: 7 })
    for (const number of sample) {
      const written = `+${getCountryCallingCode(country)}${number}`
      const ours = cleanPhone(written, { country })
      const theirs = judge(oracle, written)
      if ((ours.verdict === 'valid') !== theirs.valid) wrong.push(`${written} ${country}: ${ours.verdict}`)
      else if (theirs.valid && ours.value !== theirs.e164) wrong.push(`${written} ${country}: ${ours.value}`)
      else if (theirs.valid && (ours.country ?? '001') !== theirs.country) wrong.push(`${written}: ${ours.country}`)
    }
  }
  expect(wrong).toEqual([])
})

/** Numbers that begin as the country's example does, so that about half of them are in use. */
function generateNumber(country: ReturnType<typeof getCountries>[number]): fc.Arbitrary<string> {
  const example = getExampleNumber(country, examples)?.nationalNumber ?? '412345678'
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
  return fc.oneof(
    digits(Math.max(1, example.length - 3)).map((rest) => example.slice(0, 3) + rest),
    digits(Math.max(1, example.length - 5)).map((rest) => example.slice(0, 5) + rest),
    fc.stringMatching(/^[1-9]\d{4,11}$/),
  )
}

function judge(oracle: PhoneNumberUtil, written: string): { valid: boolean; e164: string; country: string } {
  try {
    const number = oracle.parse(written, 'ZZ')
    return {
      valid: oracle.isValidNumber(number),
      e164: oracle.format(number, PhoneNumberFormat.E164),
      country: oracle.getRegionCodeForNumber(number) ?? '',
    }
  } catch {
    return { valid: false, e164: '', country: '' }
  }
}

test('E.164 of every valid number reads as itself, wherever it is read', () => {
  for (const country of getCountries()) {
    for (const number of fc.sample(generateNumber(country), { numRuns: 40, seed: 11 })) {
      const { value, verdict } = cleanPhone(`+${getCountryCallingCode(country)}${number}`)
      if (verdict !== 'valid') continue
      expect(cleanPhone(value!, { country }).value).toBe(value)
      expect(cleanPhone(value!, { country: 'US' }).value).toBe(value)
    }
  }
})

/** The short way may leave a number to the library, which then must not find it valid. */
function differs(written: string): boolean {
  const short = readNorthAmerican(written)
  const long = readNumber(written, 'US')
  // Numbers of islands go the long way.
  const isMainland = long?.country === 'US' || long?.country === 'CA'
  return short === null ? long?.valid === true && isMainland : !isDeepStrictEqual(short, long)
}

test('the short way for North America says what the library says, for every area code', () => {
  const wrong: string[] = []
  // Exchanges of three digits, among them those that the plans of the islands and of 505, 472 and 983 tell apart.
  const exchanges = '100 200 222 333 444 456 500 555 600 640 777 800 890 911 999'.split(' ')
  for (let area = 200; area <= 999; area++) {
    for (const exchange of exchanges) {
      for (const line of ['0000', '4567', '9999']) {
        const written = `(${area}) ${exchange}-${line}`
        if (differs(written)) wrong.push(written)
      }
    }
  }
  expect(wrong).toEqual([])
}, 60_000)

test('the short way does not mind how a number is written', () => {
  const digits = (min: number, max: number) => fc.integer({ min, max })
  const number = fc.tuple(digits(200, 989), digits(200, 999), digits(1000, 9999))
  const joint = fc.constantFrom('', ' ', '-', '.')
  const front = fc.constantFrom('', '1', '+1', '1-', '+1 ', '1.')
  fc.assert(
    fc.property(number, front, joint, joint, fc.boolean(), ([area, exchange, line], one, first, second, brackets) => {
      const written = `${one}${brackets ? `(${area})` : area}${first}${exchange}${second}${line}`
      expect(differs(written)).toBe(false)
    }),
    { numRuns: 500, seed: 7 },
  )
})
