/** Who asks: the address that the connection comes from. Accounts join when there are any. */
export type Visitor = { address: string }

/**
 * May search and look up: whoever sits at the machine. Nobody signs in yet, and an instance without accounts listens
 * on loopback only; another address means that something stands between which nobody declared.
 */
export function canSearch({ address }: Visitor): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address)
}
