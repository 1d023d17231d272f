import rules from './tax-rules.json' with { type: 'json' }

type Place = { country: string; vatId: string | null }

export type Tax = {
  /** In hundredths of a per cent. */
  rate: number
  cents: number
  /** What the invoice has to say about it. */
  note: string | null
}

/**
 * Tax of a service between companies: at home the rate of the seller; in another country of the Union nothing for whoever
 * has a VAT number, who owes it there, and the rate of the seller for whoever has none; elsewhere nothing. Half a cent is
 * rounded up.
 */
export function taxOf({
  netCents,
  seller,
  recipient,
}: {
  netCents: number
  seller: Place & { rate: number }
  recipient: Place
}): Tax {
  const note = noteOf(seller, recipient)
  const rate = note === null ? seller.rate : 0
  return { rate, cents: Math.floor((netCents * rate + 5000) / 10_000), note }
}

function noteOf(seller: Place, recipient: Place): string | null {
  if (recipient.country === seller.country) return null
  const inUnion = ({ country }: Place) => rules.union.includes(country)
  if (!inUnion(seller) || !inUnion(recipient)) return rules.notes.outside
  return recipient.vatId === null ? null : rules.notes.reverseCharge
}
