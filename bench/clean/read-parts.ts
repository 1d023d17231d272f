import words from './address-words.json' with { type: 'json' }

/** The parts of a US address that are compared. */
export const PARTS = ['number', 'street', 'unit', 'box', 'city', 'region', 'postcode'] as const

export type Parts = Record<(typeof PARTS)[number], string>

const ABBREVIATIONS = new Map([...Object.entries(words.directions), ...Object.entries(words.types)])
const STATES = new Map(Object.entries(words.states))
const STREET = /^StreetName/
/** Where usaddress's labels go; what is not here is not compared. */
const LABELS: [RegExp, keyof Parts][] = [
  [/^AddressNumber/, 'number'],
  [STREET, 'street'],
  [/^OccupancyIdentifier$/, 'unit'],
  [/^USPSBoxID$/, 'box'],
  [/^PlaceName$/, 'city'],
  [/^StateName$/, 'region'],
  [/^ZipCode$/, 'postcode'],
]

/** Parts as they are compared: lower case, no punctuation, types, directions and states as USPS abbreviates them. */
export function presentParts(parts: { [K in keyof Parts]?: string | null | undefined }): Parts {
  const plain = (part: keyof Parts) => flatten(parts[part] ?? '')
  const region = plain('region')
  const street = plain('street')
    .split(' ')
    .map((word) => ABBREVIATIONS.get(word) ?? word)
    .join(' ')
  return {
    number: plain('number'),
    street,
    unit: plain('unit'),
    box: plain('box'),
    city: plain('city'),
    region: STATES.get(region) ?? region,
    postcode: plain('postcode'),
  }
}

/** The labelled addresses of usaddress's training file, by line. Lines with neither number nor ZIP are left out. */
export function readParts(xml: string): Map<string, Parts> {
  const lines = new Map<string, Parts>()
  for (const [, body] of xml.matchAll(/<AddressString>([\s\S]*?)<\/AddressString>/g)) {
    const tokens = [...body.matchAll(/<(\w+)>([\s\S]*?)<\/\1>/g)].map(([, label, text]) => ({
      label,
      text: text.replaceAll('&amp;', '&'),
    }))
    const found: Partial<Parts> = {}
    for (const { label, text } of tokens) {
      const part = LABELS.find(([pattern]) => pattern.test(label))?.[1]
      if (part !== undefined) found[part] = found[part] === undefined ? text : `${found[part]} ${text}`
    }
    const parts = presentParts(found)
    if (parts.number !== '' || parts.postcode !== '') lines.set(tokens.map(({ text }) => text).join(' '), parts)
  }
  return lines
}

function flatten(text: string): string {
  return text.toLowerCase().replace(/[.,#]/g, ' ').replace(/\s+/g, ' ').trim()
}
