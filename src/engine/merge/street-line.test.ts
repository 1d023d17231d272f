import { expect, test } from 'vitest'
import { streetLine } from './street-line.ts'

const nowhere = { value: '', number: null, street: null, unit: null, box: null, city: null, region: null, postcode: null, country: null, sure: 1000 } // prettier-ignore

test.each([
  [{ number: '340', street: 'Meadow Lane', unit: '300', country: 'US' }, '340 Meadow Lane, #300'],
  [{ number: '11', street: 'Paseo de la Estación', country: 'ES' }, 'Paseo de la Estación, 11'],
  [{ number: '33', street: 'Hafenstraße', country: 'DE' }, 'Hafenstraße 33'],
  [{ box: '1401', country: 'US' }, 'PO Box 1401'],
  [{ street: 'Market Square' }, 'Market Square'],
  [{}, null],
])('%j is written %s', (parts, line) => {
  expect(streetLine({ ...nowhere, ...parts })).toBe(line)
})
