import { describe, expect, test } from 'vitest'
import { compareFamilyWords, compareWords, NAME, nameComparer } from './compare-names.ts'
import { readNames } from './names.ts'
import { aLinkInput } from './a-link-input.ts'

describe('words of given names: 2 similar, 1 initial, 0 contradiction', () => {
  test.each([
    ['bob', 'robert', 2],
    ['bill', 'will', 2],
    ['rob', 'roberta', 2],
    ['jon', 'john', 2],
    ['micheal', 'michael', 2],
    ['marta', 'martha', 2],
    ['j', 'john', 1],
    ['j', 'mary', 0],
    ['anna', 'peter', 0],
    ['al', 'alexander', 2],
  ])('%s, %s → %i', (a, b, level) => {
    expect(compareWords(a, b)).toBe(level)
    expect(compareWords(b, a)).toBe(level)
  })
})

test.each([
  ['lamplugh', 'lanplugh', 2],
  ['smith', 'smyth', 2],
  ['smith', 'jones', 0],
  ['lee', 'leo', 0],
])('family names %s, %s → %i', (a, b, level) => expect(compareFamilyWords(a, b)).toBe(level))

describe('whole names', () => {
  test.each([
    ['Robert Lee', 'Robert Lee', NAME.same, -1],
    ['Bob Lee', 'Robert Lee', NAME.familySameGivenSimilar, -1],
    ['R. Lee', 'Robert Lee', NAME.familySameGivenInitial, -1],
    ['Robert Smithson', 'Robert Smithsen', NAME.familySimilarGivenSame, -1],
    ['Lee Robert', 'Robert Lee', NAME.swapped, -1],
    ['Madonna', 'Madonna Ciccone', NAME.oneWordFound, -1],
    ['Ann Lee', 'Ann Berger', NAME.givenSameOnly, -1],
    ['Ann Lee', 'Peter Lee', NAME.familySameGivenDiffers, -1],
    ['Ann Lee', 'Peter Berger', NAME.differs, -1],
    ['Madonna', 'Peter Berger', NAME.oneWordNotFound, -1],
    ['Ann Q. Lee', 'Ann Quinn Lee', NAME.same, 0],
    ['Ann Q. Lee', 'Ann P. Lee', NAME.same, 1],
    ['J. Robert Lee', 'Robert Lee', NAME.familySameGivenSimilar, -1],
    ['William "Buck" Lee', 'Buck Lee', NAME.familySameGivenSimilar, -1],
    ['Éloïse Müller', 'Eloise Muller', NAME.same, -1],
  ])('%s · %s', (a, b, level, middle) => {
    const names = readNames(aLinkInput([{ full_name: a }, { full_name: b }]), Uint32Array.of(0, 1))!
    const outcome = nameComparer(names)(names.ofRecord[0], names.ofRecord[1])
    expect(outcome).toMatchObject({ level, middle })
  })

  test('a cell with a title and no name leaves the given name to the full name', () => {
    const names = readNames(
      aLinkInput([
        { full_name: 'Maj.-Gen. William Salmond', given: 'Maj.-Gen.', family: 'Salmond' },
        { full_name: 'Sir William Salmond', given: 'Sir', family: 'Salmond' },
      ]),
      Uint32Array.of(0, 1),
    )!
    expect(nameComparer(names)(names.ofRecord[0], names.ofRecord[1])).toMatchObject({ level: NAME.same })
  })

  test('Jr is not Sr', () => {
    const names = readNames(
      aLinkInput([{ full_name: 'Ann Lee Jr.' }, { full_name: 'Ann Lee, Sr' }]),
      Uint32Array.of(0, 1),
    )!
    expect(nameComparer(names)(names.ofRecord[0], names.ofRecord[1])).toMatchObject({ level: NAME.same, clash: true })
  })
})
