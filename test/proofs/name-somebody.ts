const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'

/** Somebody at a company of their own, whose last name nobody else has. */
export function nameSomebody(random: () => number): { name: string; company: string; email: string } {
  const letter = (letters: string) => letters.charAt(Math.floor(random() * letters.length))
  const last = Array.from({ length: 7 }, () => letter(CONSONANTS) + letter(VOWELS)).join('')
  const name = last.charAt(0).toUpperCase() + last.slice(1)
  return { name, company: `${name} Works`, email: `${last}@${last}.example` }
}
