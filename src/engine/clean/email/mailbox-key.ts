import type { MailProvider } from '../domain/mail-provider.ts'

/**
 * One text for all spellings that reach the same mailbox: lower case, and at providers that say so without tags
 * (`ann+news@`), ignored characters (Gmail's dots) and under one domain. Elsewhere nothing is assumed.
 */
export function mailboxKey(local: string, domain: string, provider: MailProvider | undefined): string {
  let name = local.toLowerCase()
  if (provider === undefined) return `${name}@${domain}`
  if (provider.tag !== undefined) {
    const tag = name.indexOf(provider.tag)
    if (tag > 0) name = name.slice(0, tag)
  }
  if (provider.ignore !== undefined) {
    let bare = name
    for (const character of provider.ignore) bare = bare.replaceAll(character, '')
    if (bare !== '') name = bare
  }
  return `${name}@${provider.same ?? domain}`
}
