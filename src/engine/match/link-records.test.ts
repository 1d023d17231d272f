import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aLinkInput, type LinkRecord } from './a-link-input.ts'
import { linkRecords } from './link-records.ts'

const GIVEN = ['Ann', 'Anne', 'Bob', 'Robert', 'Carla', 'Deepak', 'Eve', 'Farid', 'Grace', 'Hugo']
const FAMILY = ['Lee', 'Smithson', 'Smithsen', 'Okafor', 'Garcia', 'Novak', 'Tanaka', 'Berger', 'Rossi', 'Silva']

/** A small world: `people` persons, each reported by three sources; the second report has other details of the same person. */
function aWorld(people: number): (LinkRecord & { person: number })[] {
  return Array.from({ length: people }, (_, p) => {
    const given = GIVEN[p % 10]
    const family = `${FAMILY[Math.floor(p / 10) % 10]}${'abcdefgh'[Math.floor(p / 100) % 8]}`
    const email = `${given}.${family}${p}@c${p % 17}.example`.toLowerCase()
    const phone = `20255501${String(p % 100).padStart(2, '0')}${p}`
    return [
      { person: p, full_name: `${given} ${family}`, email, units: [0] },
      { person: p, full_name: `${given} ${family}`, email, phone, units: [1] },
      { person: p, full_name: `${given} ${family}`, phone, organisation: `Company ${p % 17}`, units: [2] },
    ]
  }).flat()
}

/** The partition as sorted groups of record texts, whatever the numbering. */
function partition(records: LinkRecord[]): string[] {
  const { clusters } = linkRecords(aLinkInput(records))
  const groups = new Map<number, string[]>()
  records.forEach((record, i) => {
    const text = JSON.stringify([record.full_name, record.email, record.phone, record.organisation])
    const group = groups.get(clusters[i])
    if (group) group.push(text)
    else groups.set(clusters[i], [text])
  })
  return [...groups.values()].map((group) => group.sort().join('|')).sort()
}

/** Without the truth. */
const strip = (world: ReturnType<typeof aWorld>): LinkRecord[] =>
  world.map(({ full_name, email, phone, organisation, units }) => ({
    full_name,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(organisation && { organisation }),
    ...(units && { units }),
  }))

test('people reported three times are found, and nobody else is joined', () => {
  const world = aWorld(200)
  const { clusters, stats } = linkRecords(aLinkInput(strip(world)))
  expect(stats.clusters).toBe(200)
  world.forEach(({ person }, i) => expect(clusters[i]).toBe(person * 3))
})

describe('the result depends on contents only', () => {
  const world = strip(aWorld(60))
  const expected = partition(world)

  test('not on the order of records', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(world, { minLength: world.length }), (shuffled) => {
        expect(partition(shuffled)).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })

  test('not on the numbers of units', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 9, 40], { minLength: 3, maxLength: 3 }), (numbers) => {
        const renamed = world.map((record) => ({ ...record, units: record.units!.map((unit) => numbers[unit]) }))
        expect(partition(renamed)).toEqual(expected)
      }),
      { numRuns: 10 },
    )
  })
})

test('two records of one unit are two people, though everything agrees', () => {
  const world = strip(aWorld(80))
  const twins: LinkRecord[] = [
    { full_name: 'Quentin Zorn', email: 'zorn@c1.example', units: [7] },
    { full_name: 'Quentin Zorn', email: 'zorn@c1.example', phone: '2025550199', units: [7] },
  ]
  const apart = linkRecords(aLinkInput([...world, ...twins])).clusters
  expect(apart.at(-1)).not.toBe(apart.at(-2))
  const together = linkRecords(
    aLinkInput([...world, ...twins.map((record, i) => ({ ...record, units: [7 + i] }))]),
  ).clusters
  expect(together.at(-1)).toBe(together.at(-2))
})

test('a unit that lists people more than once is not believed', () => {
  const world = strip(aWorld(80)).map((record) => ({ ...record, units: [0] }))
  const { stats } = linkRecords(aLinkInput(world))
  expect(stats).toMatchObject({ brokenUnits: 1, clusters: 80 })
})

test('colleagues who share everything but their names stay apart, and so does a successor in the seat', () => {
  const world = strip(aWorld(100))
  const office = { email: 'office@seat.example', phone: '2025550111', organisation: 'Seat' }
  const colleagues = ['Ivan Petrov', 'Judit Nagy', 'Karl Weiss'].map((full_name, i) => ({
    full_name,
    ...office,
    units: [i],
  }))
  const { clusters } = linkRecords(aLinkInput([...world, ...colleagues]))
  expect(new Set(clusters.slice(-3)).size).toBe(3)
})

test('Jr and Sr stay apart', () => {
  const world = strip(aWorld(100))
  const family = ['Ivan Petrov Jr.', 'Ivan Petrov Sr.'].map((full_name, i) => ({
    full_name,
    phone: '2025550111',
    units: [i],
  }))
  const { clusters } = linkRecords(aLinkInput([...world, ...family]))
  expect(clusters.at(-1)).not.toBe(clusters.at(-2))
})

test('no records, one record, and records with nothing in them', () => {
  expect([...linkRecords(aLinkInput([])).clusters]).toEqual([])
  expect([...linkRecords(aLinkInput([{ full_name: 'Ann Lee' }])).clusters]).toEqual([0])
  expect([...linkRecords(aLinkInput([{ full_name: '' }, { email: 'x@c.example' }])).clusters]).toEqual([0, 1])
})

test('an explanation adds up', () => {
  const result = linkRecords(aLinkInput(strip(aWorld(50))))
  const { weight, probability, reasons } = result.explain(0, 1)
  const prior = result.model.prior
  expect(prior + reasons.reduce((sum, reason) => sum + reason.weight, 0)).toBeCloseTo(weight, 2)
  expect(probability).toBeGreaterThan(0.9)
})
