import { expect, test } from 'vitest'
import { createManualClock } from '../clock/index.ts'
import { newId } from './new-id.ts'

test('is a UUID of version 7 that holds its time', () => {
  const clock = createManualClock('2022-02-22T19:22:22.000Z') // the example of RFC 9562, A.6
  const random = () => Buffer.from('0000000000000cc398c4dc0c0c07398f', 'hex')
  expect(newId({ clock, random })).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('sorts by time and never repeats', () => {
  const clock = createManualClock(0)
  const ids = Array.from({ length: 1000 }, () => {
    clock.advance(1)
    return newId({ clock })
  })
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})
