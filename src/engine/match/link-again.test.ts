import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLinkInput, type LinkRecord } from './a-link-input.ts'
import { hashText } from './hash-text.ts'
import type { LinkState } from './link-state.ts'
import type { Calibration } from './match-knowledge.ts'
import { linkRecords } from './link-records.ts'

/** Deliveries that list a person once. */
const UNITS = 12
const NOTHING = { more: [], gone: [], repeated: [], decided: [] }
const GIVEN = ['Ann', 'Anne', 'Bob', 'Robert', 'Bobby', 'Carla', 'C.']
const FAMILY = ['Lee', 'Smithson', 'Smithsen', 'Okafor']

/** Few names and few channels, so that everything meets everything. */
const aRecord: fc.Arbitrary<LinkRecord> = fc
  .record({
    given: fc.constantFrom(...GIVEN),
    family: fc.constantFrom(...FAMILY),
    email: fc.constantFrom('', 'a@x.example', 'b@x.example', 'c@y.example', 'office@x.example'),
    phone: fc.constantFrom('', '2025550101', '2025550102', '2025550103'),
    organisation: fc.constantFrom('', 'X', 'Y', 'Z'),
    units: fc.uniqueArray(fc.nat(UNITS - 1), { maxLength: 2 }),
  })
  .map(({ given, family, units, ...rest }) => ({ full_name: `${given} ${family}`, ...rest, units }))

const textOf = ({ full_name, email, phone, organisation }: LinkRecord) =>
  [full_name, email, phone, organisation].join('|')

/** Distinct contents, each in all the units that it was said in. */
function collapse(records: readonly LinkRecord[]): LinkRecord[] {
  const known = new Map<string, LinkRecord>()
  for (const record of records) {
    const before = known.get(textOf(record))
    const units = [...new Set([...(before?.units ?? []), ...(record.units ?? [])])]
    known.set(textOf(record), { ...record, units })
  }
  return [...known.values()]
}

/** The units are numbered anew at each step, as builds number them. */
function anInput(records: readonly LinkRecord[], shift: number) {
  const renumbered = records.map((record) => ({
    ...record,
    units: record.units?.map((unit) => (unit + shift) % UNITS) ?? [],
  }))
  const unitKeys = Uint32Array.from({ length: UNITS }, (_, number) =>
    hashText(`unit ${(number - shift + UNITS) % UNITS}`),
  )
  return { ...aLinkInput(renumbered), unitKeys }
}

type Decision = { one: boolean; a: string; b: string }

function withDecided(
  records: readonly LinkRecord[],
  { turn, decisions }: { turn: number; decisions: readonly Decision[] },
) {
  const places = new Map(records.map((record, place) => [textOf(record), place]))
  const known = decisions.flatMap(({ one, a, b }) => {
    const [x, y] = [places.get(a), places.get(b)]
    return x === undefined || y === undefined || x === y ? [] : [{ one, x, y }]
  })
  const decided = {
    one: known.flatMap(({ one, x, y }) => (one ? [[x, y]] : [])),
    two: known.flatMap(({ one, x, y }) => (one ? [] : [{ a: [x], b: [y] }])),
  }
  return { ...anInput(records, turn), decided }
}

/** Which records are one, by their texts. */
function partition(records: readonly LinkRecord[], clusters: Uint32Array): string[] {
  const groups = new Map<number, string[]>()
  records.forEach((record, i) => groups.set(clusters[i], [...(groups.get(clusters[i]) ?? []), textOf(record)]))
  return [...groups.values()].map((group) => group.sort().join(' + ')).sort()
}

/** People with ways of their own to be written, each said by three sources: what weights are learned from. */
const CALIBRATED = collapse(
  Array.from({ length: 400 }, (_, p): LinkRecord[] => {
    const given = GIVEN[p % 5]
    const family = `${FAMILY[p % 4]}${'abcdefgh'[Math.floor(p / 4) % 8]}${'klmnopqr'[Math.floor(p / 32) % 8]}`
    const email = `${given}${p}@x${p % 40}.example`
    const phone = `2025551${1000 + p}`
    return [
      { full_name: `${given} ${family}`, email, units: [0] },
      { full_name: `${p % 3 === 0 ? given[0] : given} ${family}`, email, phone, units: [1] },
      { full_name: `${given} ${family}`, phone, organisation: `House ${p % 40}`, units: [2] },
    ]
  }).flat(),
)

/** What these taught, with blocks as small as asked for, so that they are divided. */
function aCalibration(blockCap: number): Calibration {
  const { calibration } = linkRecords(anInput(CALIBRATED, 0))
  return { ...calibration, values: [...calibration.values], blockCap }
}

test('going on from the last linking gives what linking everything gives, whatever came, went and moved', () => {
  const caps = new Map([2, 4, 400].map((cap) => [cap, aCalibration(cap)]))
  const step = fc.record({
    more: fc.array(aRecord, { maxLength: 6 }),
    gone: fc.array(fc.nat(), { maxLength: 3 }),
    repeated: fc.array(fc.tuple(fc.nat(), fc.nat(UNITS - 1)), { maxLength: 6 }),
    decided: fc.array(fc.record({ one: fc.boolean(), a: fc.nat(), b: fc.nat() }), { maxLength: 2 }),
  })
  let reused = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...caps.keys()),
      fc.array(aRecord, { minLength: 20, maxLength: 60 }),
      fc.array(step, { minLength: 1, maxLength: 4 }),
      (cap, first, steps) => {
        const calibration = caps.get(cap)
        let said = first
        let before: LinkState | null = null
        let decisions: Decision[] = []
        for (const [turn, { more, gone, repeated, decided }] of [NOTHING, ...steps].entries()) {
          const away = new Set(gone.map((place) => place % said.length))
          const kept = said.filter((_, place) => !away.has(place))
          const echo = repeated.map(([place, unit]) => ({ ...kept[place % kept.length], units: [unit] }))
          said = [...kept, ...more, ...echo]
          const records = collapse(said)
          const nameOf = (place: number) => textOf(records[place % records.length] ?? {})
          // Those of the turn before are undone with every second turn.
          decisions = [
            ...(turn % 2 === 0 ? [] : decisions),
            ...decided.map(({ one, a, b }) => ({ one, a: nameOf(a), b: nameOf(b) })),
          ]
          const whole = linkRecords(withDecided(records, { turn, decisions }), { calibration })
          const again = linkRecords(withDecided(records.toReversed(), { turn: turn + 1, decisions }), {
            calibration,
            before,
          })
          expect(partition(records.toReversed(), again.clusters)).toEqual(partition(records, whole.clusters))
          if (again.stats.compared < whole.stats.compared) reused++
          before = again.tellState()
        }
      },
    ),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) },
  )
  expect(reused).toBeGreaterThan(100)
})

test('what nothing touches is not compared again', () => {
  const calibration = aCalibration(400)
  const records = CALIBRATED.slice(0, 100)
  const { tellState, stats } = linkRecords(anInput(records, 0), { calibration })
  expect(stats.compared).toBeGreaterThan(300)
  const same = linkRecords(anInput(records, 0), { calibration, before: tellState() })
  expect(same.stats.compared).toBe(0)
  const stranger = { full_name: 'Zoë Quist', email: 'zoe@quist.example', units: [1] }
  const more = linkRecords(anInput([...records, stranger], 0), { calibration, before: tellState() })
  expect(more.stats.compared).toBeLessThan(20)
})
