import { naicsOfSic, naicsTitles, sectorOf, sicTitles } from './industry-index.ts'

type Titled = { code: string; title: string }

/** An industry and its place: what it is part of, sector first, and its own parts. */
export type Industry = Titled & { within: Titled[]; parts: Titled[] }

/** The industry of a NAICS 2022 code of two to six digits, each sector under all of its two digits; null where there is none. */
export function lookUpIndustry(code: string): Industry | null {
  const own = code.length === 2 ? sectorOf(code) : code
  const title = naicsTitles.get(own)
  if (title === undefined) return null
  const above = [sectorOf(own), ...[3, 4, 5].map((digits) => own.slice(0, digits))]
  const isPart = (other: string) =>
    other.length === own.length + 1 && (own.length === 2 ? sectorOf(other) === own : other.startsWith(own))
  return {
    code: own,
    title,
    within: titled(above.filter((other) => other.length < own.length)),
    parts: titled([...naicsTitles.keys()].filter(isPart).toSorted()),
  }
}

/** The industry of a SIC 1987 code, with the NAICS industry that it falls under; null where there is none. */
export function lookUpSic(code: string): (Titled & { naics: Industry | null }) | null {
  const title = sicTitles.get(code)
  if (title === undefined) return null
  return { code, title, naics: lookUpIndustry(naicsOfSic(code) ?? '') }
}

function titled(codes: string[]): Titled[] {
  return codes.flatMap((code) => {
    const title = naicsTitles.get(code)
    return title === undefined ? [] : [{ code, title }]
  })
}
