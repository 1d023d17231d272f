import table from './mail-providers.json' with { type: 'json' }

/** A public mailbox provider and how it reads a local part. */
export type MailProvider = {
  name: string
  suffixes: string[]
  typos?: number
  tag?: string
  ignore?: string
  same?: string
}

/** Every provider of the list, in its order. */
export const mailProviders: MailProvider[] = table.providers

const BY_DOMAIN = new Map<string, MailProvider>()
for (const provider of mailProviders) {
  for (const suffix of provider.suffixes) BY_DOMAIN.set(`${provider.name}.${suffix}`, provider)
}

/** The provider whose mail domain this is (`yahoo.co.uk`), if it is one; a host below it counts (`tampabay.rr.com`). */
export function findMailProvider(domain: string): MailProvider | undefined {
  const found = BY_DOMAIN.get(domain)
  if (found !== undefined || !domain.endsWith('.rr.com')) return found
  return BY_DOMAIN.get('rr.com')
}
