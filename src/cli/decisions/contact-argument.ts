import { InvalidArgumentError } from 'commander'

/** Reads the id of a contact. */
export function contactArgument(text: string): string {
  if (!/^c\d{10}$/.test(text)) throw new InvalidArgumentError('Contacts are called like c0000000007.')
  return text
}
