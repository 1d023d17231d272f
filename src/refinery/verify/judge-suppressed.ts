import { identifierOfEmail } from '../../engine/identity/index.ts'
import { readKeyRing } from '../../platform/keys/index.ts'

type Options = {
  /** File of the key that suppressed identifiers are kept under. */
  keyFile: string
  /** MACs of what is suppressed. */
  suppressed: readonly Buffer[]
}

/** Tells of an address whether it is suppressed: nobody is to ask about it, and nothing that was said of it is kept. */
export async function judgeSuppressed({ keyFile, suppressed }: Options): Promise<(address: string) => boolean> {
  if (suppressed.length === 0) return () => false
  const { mac } = await readKeyRing(keyFile)
  const known = new Set(suppressed.map((each) => each.toString('hex')))
  return (address) => {
    const identifier = identifierOfEmail(address)
    return identifier !== null && known.has(mac(identifier).toString('hex'))
  }
}
