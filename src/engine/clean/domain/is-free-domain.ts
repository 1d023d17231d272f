import { findMailProvider } from './mail-provider.ts'

/** Can anyone have a mailbox at this domain? Then it says nothing about an employer. */
export function isFreeDomain(domain: string): boolean {
  return findMailProvider(domain) !== undefined
}
