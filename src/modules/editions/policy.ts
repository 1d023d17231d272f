/** Who asks: the address that the connection comes from. Accounts join when there are any. */
export type Visitor = { address: string }

/** May load files, build, publish and roll back: whoever sits at the machine, as long as there is no operator's account. */
export function canOperate({ address }: Visitor): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address)
}
