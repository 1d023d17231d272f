const LETTERS: Record<string, string> = { ß: 'ss', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ł: 'l', Ł: 'L' }
const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }

/** Latin letters without their marks: `Muñoz` → `Munoz`; with `umlauts` as German mail addresses write them: `Müller` → `Mueller`. */
export function foldLetters(text: string, options: { umlauts?: boolean } = {}): string {
  if (!/[^\x20-\x7E]/.test(text)) return text
  const spelled = options.umlauts ? text.replace(/[äöüÄÖÜ]/g, (letter) => UMLAUTS[letter] ?? letter) : text
  return spelled
    .replace(/[ßøØæÆœŒłŁ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
}

/** What of a text can stand in a domain or a mailbox: lower-case Latin letters and digits. */
export function slugOf(text: string, options: { umlauts?: boolean } = {}): string {
  return foldLetters(text, options)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
