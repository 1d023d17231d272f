const SHORTEST = 13
const LONGEST = 19
const decimal = /\p{Nd}/u

/**
 * Whether a text holds what could be the number of a payment card: 13 to 19 digits of any script that pass the check of
 * Luhn (ISO/IEC 7812-1, annex B), with anything but letters between them. Rather says yes too often: a long order number
 * can be written with a letter in it, and a card number that came in cannot be unseen.
 */
export function holdsCardNumber(text: string): boolean {
  return runsOf(text).some((run) => {
    for (let first = 0; first + SHORTEST <= run.length; first++)
      for (let width = SHORTEST; width <= LONGEST && first + width <= run.length; width++)
        if (passesLuhn(run.subarray(first, first + width))) return true
    return false
  })
}

/** The digits between letters. */
function runsOf(text: string): Uint8Array[] {
  const runs: number[][] = [[]]
  for (const character of text.normalize('NFKC')) {
    if (decimal.test(character)) runs.at(-1)?.push(digitOf(character))
    else if (/\p{L}/u.test(character)) runs.push([])
  }
  return runs.map((run) => Uint8Array.from(run))
}

/** Digits of a script follow each other from zero, and scripts follow each other in whole tens. */
function digitOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  let first = code
  while (decimal.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

function passesLuhn(digits: Uint8Array): boolean {
  let total = 0
  for (let place = 0; place < digits.length; place++) {
    const doubled = (digits[digits.length - 1 - place] ?? 0) * (1 + (place % 2))
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return total > 0 && total % 10 === 0
}
