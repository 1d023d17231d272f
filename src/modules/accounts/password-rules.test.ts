import { expect, test } from 'vitest'
import { PASSWORD_LENGTH, judgePassword } from './password-rules.ts'

const known = ['Mara Lindqvist', 'mara.lindqvist@harbor-pine.example', 'Harbor & Pine LLC']
const short = /please take at least 15/
const guessed = /among the first/

test.each<[string, string, RegExp | null]>([
  ['nothing', '', /choose a password/],
  ['one character', 'a', /has 1 character;/],
  ['eight with everything', 'Xy7$kQ!m', short],
  ['fourteen', 'gravel-otter-7', short],
  ['fifteen', 'gravel-otter-77', null],
  ['fourteen faces count once each', '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘', short],
  ['fifteen faces', '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰', null],
  ['composed letters count once', 'e\u0301'.repeat(14), short],
  ['four words', 'copper lantern velvet moose', null],
  ['four words, no spaces', 'copperlanternvelvetmoose', null],
  ['lower case only', 'threshing umbrella sonata', null],
  ['digits only, no order', '839205716430928', null],
  ['digits in order', '123456789012345', guessed],
  ['digits backwards', '987654321098765', guessed],
  ['one character again and again', 'aaaaaaaaaaaaaaaaa', guessed],
  ['two characters in turn', 'abababababababab', guessed],
  ['a word again and again', 'otterotterotter', guessed],
  ['eight letters twice', 'gravelotgravelot', guessed],
  ['keys of the first row', 'qwertyuiopqwerty', guessed],
  ['keys of a German board', 'qwertzuiopqwertz', guessed],
  ['keys of a French board', 'azertyuiopazerty', guessed],
  ['the alphabet', 'abcdefghijklmnop', guessed],
  ['the alphabet backwards', 'ponmlkjihgfedcba', guessed],
  ['zigzag over the keys', '1q2w3e4r5t6y7u8i', guessed],
  ['the word itself, twice', 'passwordpassword', guessed],
  ['the word, a year, a sign', 'Password2026!!!', guessed],
  ['the word in leet', 'P@ssw0rd P@ssw0rd', guessed],
  ['a season and a year', 'Summer2026Summer2027', guessed],
  ['the famous four words', 'correct horse battery staple', guessed],
  ['welcome and digits', 'Welcome12345678', guessed],
  ['administrator of the year', 'administrator2026', guessed],
  ['the product', 'fairlistfairlist', guessed],
  ['the own name', 'Mara Lindqvist 1', guessed],
  ['the own address', 'mara.lindqvist@harbor-pine.example', guessed],
  ['the own organisation and a year', 'HarborPineLLC2026', guessed],
  ['the own name among strange words', 'lindqvist waltzes beneath copper', null],
  ['signs only, all the same', '!!!!!!!!!!!!!!!!', guessed],
  ['other scripts', 'молоко дождь крыша', null],
  ['spaces at both ends count', '  gravel otter  ', null],
  ['as long as allowed', 'copper lantern velvet moose '.repeat(36).slice(0, 1000), null],
  ['too long', 'copper lantern velvet moose '.repeat(36).slice(0, 1001), /longer than 1000/],
  ['a megabyte', 'x'.repeat(1_000_000), /longer than 1000/],
])('%s', (_name, password, said) => {
  expect(judgePassword(password, known) ?? 'nothing is wrong').toMatch(said ?? /^nothing is wrong$/)
})

test('the length that pages name is the length that is asked for', () => {
  expect(judgePassword('gravel otter seven'.slice(0, PASSWORD_LENGTH))).toBeNull()
})
