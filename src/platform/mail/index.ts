export { readMailAddress } from './mail-address.ts'
export type { MailAddress } from './mail-address.ts'
