/** Latin letters of a text without marks, in lower case, as mailboxes are written. */
export function mailboxLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}
