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
    { born: '2 Jan. 2015' },
    { born: 'Jan 2, 15' },
    { born: "January 2nd, '15" },
    { born: '02Jan15' },
    { born: '2015/01/02' },
    { born: '20150102T000000' },
    { born: '02012015' },
    { born: '20102015' },
    // 2015-01-02, as spreadsheets number it.
    { born: '42006' },
    { born: '42006.0' },
    { age: '17' },
    { age: '15.0' },
    { age: '17 years' },
    { age: '13-17' },
    { age: '13 to 17' },
    { age: '0–17' },
    { age: '17 or younger' },
    { age: '18 and under' },
    { age: 'U18' },
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
    // What is a span of ages, a grade or a date elsewhere says nothing of age.
    { title: 'Grade 10 Analyst' },
    { title: 'Analyst, Grade 5' },
    { title: 'Head of Under 18 Products' },
    { title: 'Manager 13-17' },
    { company: '20150102 Holdings' },
    { company: 'Under 18 Ltd' },
    { company: 'Minor Planet Systems' },
    { born: '2008-11-23' },
    { born: '1971-02-03' },
    { born: '3.2.71' },
    { born: '2007' },
    { born: 'unknown' },
    { born: '19710203' },
    { born: '2 Jan 71' },
    { born: 'Feb 3, 71' },
    { born: '03021971' },
    { born: '1971/02/03' },
    { born: '25967' },
    { born: '2008/11/23' },
    { age: '18' },
    { age: '18.0' },
    { age: '42 years' },
    { age: '25-34' },
    { age: '65 and over' },
    { age: '35 or younger' },
    { age: 'under 30' },
    { age: 'n/a' },
  ])('%o', (row) => expect(refusal(row)).toBeNull())
})

test('the number of employees and a school as a firm say nothing of age', () => {
  const business = judgeRows('2026-11-23')([
    column(0, { field: 'full_name' }),
    column(1, { field: 'employees' }),
    column(2, { field: null }),
  ])
  for (const cell of ['13-17', '15.0', '17', 'under 18', '20150102'])
    expect(business(['Ada Example', cell, cell])).toBeNull()
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
