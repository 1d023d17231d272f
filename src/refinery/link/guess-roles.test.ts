import { expect, test } from 'vitest'
import { guessRoles } from './guess-roles.ts'

function rolesOf(columns: string[], sample: string[][] = []): Record<string, string> {
  return Object.fromEntries(guessRoles(columns, sample).compared.map(({ column, role }) => [column, role]))
}

test('people at work: town and postcode are left to the address', () => {
  expect(
    rolesOf(['record_id', 'First Name', 'lastName', 'Company', 'E-mail', 'phone1', 'phone2', 'City', 'Zip', 'Title']),
  ).toEqual({
    'First Name': 'given',
    lastName: 'family',
    Company: 'organisation',
    'E-mail': 'email',
    phone1: 'phone',
    phone2: 'phone',
  })
})

test('people of a register: date, place and number count', () => {
  expect(rolesOf(['given_name', 'surname', 'date_of_birth', 'suburb', 'postcode', 'soc_sec_id'])).toEqual({
    given_name: 'given',
    surname: 'family',
    date_of_birth: 'date',
    suburb: 'town',
    postcode: 'postcode',
    soc_sec_id: 'number',
  })
})

test('a column called name holds people or companies, by what the rows say', () => {
  expect(
    rolesOf(
      ['name', 'city'],
      [
        ['Robert Lee', 'Reno'],
        ['Mary Okafor', 'Reno'],
      ],
    ).name,
  ).toBe('full_name')
  expect(
    rolesOf(
      ['name', 'city'],
      [
        ['Hotel Bellevue', 'Reno'],
        ['Asahi Ramen', 'Reno'],
      ],
    ).name,
  ).toBe('organisation')
})

test('the id', () => {
  expect(guessRoles(['name', 'id', 'record_id'], []).id).toBe(2)
  expect(guessRoles(['name', 'id'], []).id).toBe(1)
  expect(guessRoles(['name'], []).id).toBe(-1)
})
