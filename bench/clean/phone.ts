import { parsePhoneNumber as parseAwesome } from 'awesome-phonenumber'
import google from 'google-libphonenumber'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { cleanPhone } from '../../src/engine/clean/index.ts'
import list from '../../src/engine/clean/phone/phone-cases.json' with { type: 'json' }
import { exampleNumbers } from '../../test/builders/phone-oracle.ts'
import type { Suite } from './suite.ts'

const { PhoneNumberFormat, PhoneNumberUtil } = google
const numbering = PhoneNumberUtil.getInstance()

const peers = [
  { name: 'google-libphonenumber', licence: 'Apache-2.0', answer: askGoogle },
  {
    name: 'libphonenumber-js',
    licence: 'MIT',
    answer: (input: string) => {
      const number = parsePhoneNumberFromString(input, 'US')
      return number?.isValid() ? number.number : null
    },
  },
  {
    name: 'awesome-phonenumber',
    licence: 'MIT',
    answer: (input: string) => parseAwesome(input, { regionCode: 'US' }).number?.e164 ?? null,
  },
]

/** What `fairlist value phone` is measured by. */
export const suites: Suite[] = [
  {
    kind: 'phone',
    name: 'E.164 of every region and kind of number',
    source: 'the example numbers of google-libphonenumber (Apache-2.0), which is the oracle',
    target: { right: 1, perSecond: 400_000 },
    cases: () => exampleNumbers().map((input) => ({ input, want: input })),
    speedOver: makeOrdinary,
    ours: (input) => cleanPhone(input).e164,
    peers,
  },
  {
    kind: 'phone',
    name: 'E.164 of what people write',
    source: '`phone-cases.json`, our own: lost digits, two numbers, extensions, notes',
    target: { right: 0.98 },
    cases: () =>
      list
        .filter((each) => !('country_option' in each))
        .map(({ raw, value }) => ({ input: raw, want: value?.replace(/ ext\..*/, '') ?? null })),
    ours: (input) => cleanPhone(input).e164,
    peers,
  },
]

function askGoogle(input: string): string | null {
  try {
    const number = numbering.parse(input, 'US')
    return numbering.isValidNumber(number) ? numbering.format(number, PhoneNumberFormat.E164) : null
  } catch {
    return null
  }
}

/** 100,000 numbers, nine of ten of the United States, in five writings. */
function makeOrdinary(): string[] {
  return Array.from({ length: 100_000 }, (_, i) => {
    const [exchange, line] = [200 + ((i * 7) % 800), String((i * 13) % 10_000).padStart(4, '0')]
    const area = [212, 415, 512, 617, 303, 206, 305, 702, 404][i % 9] ?? 212
    if (i % 10 === 9)
      return (
        [
          `+44 20 7946 ${line}`,
          `+49 30 ${exchange}${line}`,
          `+33 1 42 ${exchange % 90} ${line.slice(0, 2)} ${line.slice(2)}`,
        ][i % 3] ?? ''
      )
    return (
      [
        `(${area}) ${exchange}-${line}`,
        `${area}-${exchange}-${line}`,
        `${area}.${exchange}.${line}`,
        `+1${area}${exchange}${line}`,
        `+1 ${area} ${exchange} ${line}`,
      ][i % 5] ?? ''
    )
  })
}
