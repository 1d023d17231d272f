import { expect, test } from 'vitest'
import { detectDialect } from './detect-dialect.ts'

test.each([
  ['name,note,email\nAda Example,",\n,",ada@works.example\n', ',', '"'],
  ['name;note\n"Ada; Example";"two\nlines"\n', ';', '"'],
  ['name;note\n"Example, Ada";2\n"Else, Eve";3\n', ';', '"'],
  ['name,note\r\n"Ada","said ""yes"""\r\n', ',', '"'],
])('%j is read with %j and %j', (text, delimiter, quote) => {
  expect(detectDialect(text)).toMatchObject({ delimiter, quote })
})
