import { presentParts, type Parts } from './read-parts.ts'

const pick = (list: string, at: number) => {
  const words = list.split('|')
  return words[at % words.length]
}
const NAMES =
  'Maple|Oak Hill|Washington|Lake View|5th|Martin Luther King Jr|Cedar Grove|Saint Clair|Jefferson|42nd|Old Mill|Van Buren|Peachtree|Union|El Camino'
const TYPES = 'St|Ave|Blvd|Rd|Dr|Ln|Ct|Way|Street|Avenue|Road|Drive|Pkwy|Pl|Circle|Terrace'
const CITIES =
  'Springfield|St. Louis|New York|San Jose|Fort Worth|West Palm Beach|Salt Lake City|Winston-Salem|Des Moines|Ann Arbor|Coeur d’Alene|Oklahoma City|Reno|North Las Vegas|Mount Vernon|Baton Rouge|Albany'
const STATES = 'IL|MO|NY|CA|TX|FL|UT|NC|IA|MI|ID|OK|NV|WA|VA|LA|OH|Massachusetts|New Hampshire'
const UNITS = 'Apt 4B|Suite 300|Unit 12|Ste 1450|# 7|Floor 3'

/** Clean lines of US addresses with the parts that they were made of, none twice. */
export function makeLines(count: number): Map<string, Parts> {
  const lines = new Map<string, Parts>()
  for (let i = 0; lines.size < count; i++) {
    const number = String(100 + ((i * 37) % 9800))
    const before = i % 3 === 0 ? pick('N|S|E|W|SW|North', Math.floor(i / 3)) : ''
    const after = i % 11 === 1 ? pick('NW|SE|N', Math.floor(i / 11)) : ''
    const street = [before, pick(NAMES, i), pick(TYPES, Math.floor(i / 2)), after].filter(Boolean).join(' ')
    const unit = i % 4 === 0 ? pick(UNITS, Math.floor(i / 4)) : ''
    const [city, region] = [pick(CITIES, Math.floor(i / 5)), pick(STATES, Math.floor(i / 7))]
    const postcode = String(10_001 + ((i * 7919) % 89_000)) + (i % 6 === 0 ? `-${1000 + (i % 9000)}` : '')
    const line = [[number, street].join(' '), unit, city, `${region} ${postcode}`].filter(Boolean).join(', ')
    lines.set(line, presentParts({ number, street, unit: unit.split(' ').at(-1), city, region, postcode }))
  }
  return lines
}
