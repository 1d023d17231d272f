import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanName, cleanStructured, cleanWhole } from './clean-name.ts'
import lexicon from './name-lexicon.json' with { type: 'json' }

/** Every word that means something besides a name, and words that are names. */
const words = [
  ...new Set(
    [JSON.stringify(lexicon), 'ann lee bo maria jose smith brandt sun na test nobody unknown macdonald mcdonald ng']
      .join(' ')
      .match(/[a-z]+/gi)
      ?.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  ),
]
const word = fc.constantFrom(...words)
const middle = fc.constantFrom('', '', 'B.', 'X', 'V', 'I.')
const RUNS = { numRuns: 10_000 }

test('the short way answers as the long way does', () => {
  fc.assert(
    fc.property(word, middle, word, (given, initial, family) => {
      const text = [given, initial, family].filter(Boolean).join(' ')
      expect(cleanName(text)).toEqual(cleanWhole(text))
      const parts = ['', given, initial, family, ''].join('\u001F')
      expect(cleanName(parts)).toEqual(cleanStructured(parts))
    }),
    RUNS,
  )
})

test('what is not ordinary goes the long way', () => {
  for (const text of ['ann lee', 'ANN LEE', 'Ann  Lee', 'Ann', 'Dr Ann Lee', 'Ann Lee Jr', 'Sales Team', ''])
    expect(cleanName(text)).toEqual(cleanWhole(text))
})
