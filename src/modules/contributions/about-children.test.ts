import { describe, expect, test } from 'vitest'
import type { Mapped } from '../../refinery/intake/index.ts'
import { findChildColumns, judgeRows } from './about-children.ts'

const column = (index: number, more: Partial<Mapped>): Mapped => ({
  column: `column${index}`,
  index,
  field: null,
  forbidden: null,
  confidence: 1,
  why: '',
  samples: [],
  group: '',
  ...more,
})
const judge = judgeRows('2026-11-23')([
  column(0, { field: 'full_name' }),
  column(1, { field: 'title' }),
  column(2, { field: 'company' }),
  column(3, { forbidden: 'birth date' }),
  column(4, { forbidden: 'age' }),
])
const refusal = (row: { name?: string; title?: string; company?: string; born?: string; age?: string }) =>
  judge([row.name ?? 'Ada Example', row.title ?? '', row.company ?? '', row.born ?? '', row.age ?? ''])

describe('a row about a child is refused', () => {
  test.each([
    { title: 'Pupil' },
    { title: 'pupil, grade 5' },
    { title: 'Pupil at Hillside School' },
    { title: '3rd grade pupil' },
    { title: 'Schüler' },
    { title: 'Élève de 5e' },
    { title: 'High School Student' },
    { company: 'Kindergarten child' },
    { company: 'KINDERGARTENKIND' },
    { born: '2008-11-24' },
    { born: '2012' },
    // Who turns eighteen in the course of the year may not be of age yet.
    { born: '2008' },
    { born: '05/03/2012' },
    { born: '5.3.12' },
    { born: 'March 5, 2012' },
    { age: '9' },
    { born: '20150102' },
    { born: '2 Jan 15' },
    { born: '02-January-15' },
    { age: '17' },
    { age: '15.0' },
    { age: '17 years' },
    { age: '13-17' },
    { age: 'under 18' },
    { age: '< 16' },
    { age: 'minor' },
  ])('%o', (row) => expect(refusal(row)).toBe('child'))
})

describe('a row about somebody who works is not', () => {
  test.each([
    { title: 'Pupil Services Director' },
    { title: 'Child Psychologist' },
    { title: 'Student Affairs Manager' },
    { title: 'Teacher', company: 'Sunshine Kindergarten' },
    { company: 'Save the Children' },
    { title: 'Infant Nutrition Lead' },
    { born: '2008-11-23' },
    { born: '1971-02-03' },
    { born: '3.2.71' },
    { born: '2007' },
    { born: 'unknown' },
    { born: '19710203' },
    { born: '2 Jan 71' },
    { age: '18' },
    { age: '18.0' },
    { age: '42 years' },
    { age: '25-34' },
    { age: 'under 30' },
    { age: 'n/a' },
  ])('%o', (row) => expect(refusal(row)).toBeNull())
})

test('a row without anybody is refused', () => {
  expect(refusal({ name: '', company: 'Harbor & Pine LLC' })).toBe('no_person')
})

test.each([
  [['Name', 'Child', 'Email'], ['Child']],
  [
    ['Pupil', 'Guardian'],
    ['Pupil', 'Guardian'],
  ],
  [['Name', 'School_Grade'], ['School_Grade']],
  [['Name der Firma', "Child's name"], ["Child's name"]],
  [['Name', 'Erziehungsberechtigte'], ['Erziehungsberechtigte']],
  // Contact programs have these for everybody.
  [['First Name', 'Children', 'Spouse', 'Company', 'Kindness score'], []],
])('columns %j are of children: %j', (columns, expected) => expect(findChildColumns(columns)).toEqual(expected))
