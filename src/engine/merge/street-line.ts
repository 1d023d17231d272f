import type { AddressEvidence } from './evidence.ts'

/** Countries that write the house number behind the street, and what they put between. */
const NUMBER_LAST: Record<string, string> = {
  ...Object.fromEntries(
    ['AT', 'BE', 'CH', 'CZ', 'DE', 'DK', 'FI', 'HU', 'NL', 'NO', 'PL', 'SE', 'SK'].map((c) => [c, ' ']),
  ),
  ...Object.fromEntries(['AR', 'BR', 'ES', 'IT', 'PT'].map((c) => [c, ', '])),
}

/** Street, number, unit and box on one line, in the order of the address's country; null when none is known. */
export function streetLine({ number, street, unit, box, country }: AddressEvidence): string | null {
  const between = NUMBER_LAST[country ?? '']
  const house = between === undefined ? [number, street] : [street, number]
  const line = house.filter(Boolean).join(between ?? ' ')
  const parts = [line, unit && `#${unit}`, box && `PO Box ${box}`]
  return parts.filter(Boolean).join(', ') || null
}
