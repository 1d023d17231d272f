/** What the product never holds and values say themselves, by check digits or by a form that nothing else has. */
const KINDS: { what: string; test: (value: string) => boolean }[] = [
  { what: 'government number', test: isSocialSecurity },
  { what: 'bank or card number', test: isIban },
  { what: 'bank or card number', test: isCard },
]
const LEAST = 5
const SHARE = 0.9
const LOOKED_AT = 200

/** Which of the things that are never held a column holds by its values alone, as in `forbidden-columns.json`; null for none. */
export function findPrivate(all: string[]): string | null {
  if (all.length < LEAST) return null
  const values = all.slice(0, LOOKED_AT)
  return KINDS.find(({ test }) => values.filter(test).length >= values.length * SHARE)?.what ?? null
}

/** A number of the social security of the United States, with its hyphens (Social Security Administration: no 000, 666, 9…). */
function isSocialSecurity(value: string): boolean {
  return /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/.test(value)
}

/** ISO 13616: the remainder by 97 is 1. */
function isIban(value: string): boolean {
  const text = value.replaceAll(' ', '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) return false
  let remainder = 0
  for (const sign of text.slice(4) + text.slice(0, 4))
    remainder = Number(`${remainder}${Number.parseInt(sign, 36)}`) % 97
  return remainder === 1
}

/** A card for payments: its issuer's first digits, and the check digit of ISO 7812 (Luhn). */
function isCard(value: string): boolean {
  const digits = value.replaceAll(/[ -]/g, '')
  if (!/^(?:4\d{12}(?:\d{3})?|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|6\d{15})$/.test(digits)) return false
  let sum = 0
  for (const [at, digit] of Array.from(digits, Number).toReversed().entries())
    sum += at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)
  return sum % 10 === 0
}
