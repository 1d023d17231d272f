import { listAreas, type Country, type City } from './places.ts'
import type { Random } from './random.ts'

/** A number that rings nowhere: in a range that the country's regulator keeps for fiction, see README.md. */
export type Phone = { country: Country; area: string; line: string }

/** How a number may be written; a feed has one or two habits. */
export type PhoneStyle = 'e164' | 'national' | 'international' | 'dots' | 'digits' | 'trunk'

/** Ranges for fiction, in `area: first digits of the line`; the rest of the line is free, in `free` digits. */
const fiction: Record<string, { free: number; lines: Record<string, string> }> = {
  GB: {
    free: 3,
    lines: {
      '20': '79460',
      '161': '4960',
      '121': '4960',
      '113': '4960',
      '141': '4960',
      '131': '4960',
      '117': '4960',
      '151': '4960',
      '114': '4960',
      '115': '4960',
      '116': '4960',
      '118': '4960',
      '191': '4980',
    },
  },
  FR: { free: 4, lines: { '1': '9900', '2': '6191', '3': '5301', '4': '6571', '5': '3649' } },
  DE: { free: 3, lines: { '30': '23125', '40': '66969', '89': '99998', '221': '4710', '69': '90009' } },
  AU: { free: 4, lines: { '2': '5550', '3': '5550', '7': '5550', '8': '5550' } },
}

/** A company's own number in a town, or nothing where the country keeps no range for fiction. */
export function drawSwitchboard(
  random: Random,
  place: { country: Country; city: City },
  crowded: boolean,
): Phone | null {
  return drawLine(random, { ...place, crowded, use: 'switchboard' })
}

/** A desk's number in the company's town. */
export function drawDirect(random: Random, place: { country: Country; city: City }, crowded: boolean): Phone | null {
  return drawLine(random, { ...place, crowded, use: 'direct' })
}

/** A mobile number: where numbers carry no sign of it (US, CA), and from anywhere in the country, as people keep theirs. */
export function drawMobile(random: Random, country: Country, crowded: boolean): Phone | null {
  if (country.code !== 'US' && country.code !== 'CA') return null
  return {
    country,
    area: random.pick(listAreas(country.code)),
    line: drawAmericanLine(random, { crowded, use: 'direct' }),
  }
}

/** Writes a number as the habit has it. */
export function formatPhone(phone: Phone, style: PhoneStyle): string {
  const { area, line } = phone
  const dial = phone.country.dial
  if (style === 'e164') return `+${dial}${area}${line}`
  if (dial === '1') return formatAmerican(area, line, style)
  const spaced =
    phone.country.code === 'FR' ? line.replace(/(..)(?=.)/g, '$1 ') : line.replace(/^(.{3,4})(.{3,})$/, '$1 $2')
  if (style === 'international') return `+${dial} ${area} ${spaced}`
  if (style === 'trunk') return `+${dial} (0)${area} ${spaced}`
  if (style === 'dots') return `0${area}/${line}`
  return style === 'digits' ? `0${area}${line}` : `0${area} ${spaced}`
}

function formatAmerican(area: string, line: string, style: PhoneStyle): string {
  const exchange = line.slice(0, 3)
  const number = line.slice(3)
  if (style === 'national') return `(${area}) ${exchange}-${number}`
  if (style === 'international') return `+1 ${area}-${exchange}-${number}`
  if (style === 'dots') return `${area}.${exchange}.${number}`
  return style === 'digits' ? `${area}${line}` : `1-${area}-${exchange}-${number}`
}

type Line = { country: Country; city: City; crowded: boolean; use: 'switchboard' | 'direct' }

function drawLine(random: Random, of: Line): Phone | null {
  const { country, city } = of
  const area = city.areas.length === 0 ? null : random.pick(city.areas)
  if (area === null) return null
  if (country.dial === '1') return { country, area, line: drawAmericanLine(random, of) }
  const range = fiction[country.code]
  const start = range?.lines[area]
  if (!range || start === undefined) return null
  return { country, area, line: start + String(random.below(10 ** range.free)).padStart(range.free, '0') }
}

/**
 * 555-0100 to 0199 are kept for fiction. They are too few for a crowded world, where every one would be shared by hundreds;
 * it uses the whole exchange 555 but the two numbers in use: nobody has the others, the exchange being closed to assignment.
 */
function drawAmericanLine(random: Random, of: Pick<Line, 'crowded' | 'use'>): string {
  if (!of.crowded) return `5550${of.use === 'switchboard' ? random.between(100, 129) : random.between(130, 199)}`
  const number = of.use === 'switchboard' ? random.between(100, 1199) : random.between(2000, 9999)
  return `555${String(number === 4334 ? 4335 : number).padStart(4, '0')}`
}
