import { readMailAddress } from './mail-address.ts'

/** Who mails come from. */
export type Sender = {
  /** For the header: `Name <address>`, or the address alone. */
  from: string
  /** For the envelope. */
  address: string
}

/** Reads `Name <address>` or an address, as it stands in the configuration; null when it is neither. */
export function readSender(text: string): Sender | null {
  const [, name = '', bracketed] = /^([^<>"\\\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? []
  const read = readMailAddress(bracketed ?? text)
  if (!read) return null
  const title = name.trim()
  return { from: title ? `"${title}" <${read.address}>` : read.address, address: read.address }
}
