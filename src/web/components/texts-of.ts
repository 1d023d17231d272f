/** The texts that an address holds under some names: the first where one is repeated, nothing where it is blank. */
export function textsOf<Name extends string>(
  raw: Record<string, unknown>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const first = [raw[name]].flat()[0]
    if (typeof first === 'string' && first !== '') texts[name] = first
  }
  return texts
}
