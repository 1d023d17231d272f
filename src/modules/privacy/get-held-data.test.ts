import { expect, test } from 'vitest'
import { aContact } from '../../../test/builders/an-edition.ts'
import { getHeldData } from './get-held-data.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'

const rows = [
  aContact({ number: 1, email: 'ada@works.example', emails: ['ada@home.example', 'a.e@works.example'] }),
  aContact({ number: 2, email: 'other.ada@works.example' }), // a namesake at the same company
]
const identifiers: Record<string, string[]> = {
  c0000000001: ['email:ada@works.example', 'name-company:ada example|works'],
  c0000000002: ['email:other.ada@works.example', 'name-company:ada example|works'],
}
const mac = (text: string) => Buffer.from(text)

const dependencies = {
  key: { version: 1, mac },
  catalogue: {
    edition: () => 'e1',
    use: async (work) =>
      work({
        findByIdentifier: async (each) =>
          Object.keys(identifiers).filter((id) => identifiers[id]?.includes(each.toString())),
        identifiersOf: async (id) => (identifiers[id] ?? []).map(mac),
      }),
    getContacts: async (ids) => rows.filter(({ id }) => ids.includes(id)),
    hide: () => {},
    refreshMasks: async () => {},
  },
  evidence: {
    supportOf: async () => [
      { batch: 'b1', row: 2, kind: 'providers', since: '2026-01-10', fields: ['name', 'title', 'address'] },
      { batch: 'b2', row: 9, kind: 'members', since: '2025-06-01', fields: ['name', 'email'] },
    ],
    disclosuresOf: async () => [
      { account: 'o1', at: new Date('2026-02-01T10:00:00Z'), fields: ['name', 'email'] },
      { account: 'gone', at: new Date('2026-02-02T10:00:00Z'), fields: [] },
    ],
    nameAccounts: async (ids) => new Map(ids.filter((id) => id === 'o1').map((id) => [id, 'Analytical Engines'])),
    addCorrectedRow: async () => {},
  },
} satisfies Partial<PrivacyDependencies>

test('shows each field with its kinds of sources and its first day, never a source; and who received it, by name', async () => {
  const [held, ...others] = await getHeldData(dependencies, 'ada@works.example')
  expect(others).toEqual([])
  const field = (name: string) => held?.fields.find((each) => each.field === name)
  expect(field('name')).toMatchObject({ since: '2025-06-01', sources: ['members', 'providers'], confidence: 95 })
  expect(field('title')).toMatchObject({ since: '2026-01-10', sources: ['providers'], confidence: null })
  expect(field('city')).toMatchObject({ since: '2026-01-10', sources: ['providers'] })
  expect(field('phone')).toMatchObject({ since: null, sources: [] })
  expect(field('emails')?.value).toBe('ada@home.example; a.e@works.example')
  expect(held?.recipients).toEqual([
    { name: 'Analytical Engines', at: '2026-02-01T10:00:00.000Z', fields: ['Name', 'E-mail address'] },
    { name: 'An account that no longer exists', at: '2026-02-02T10:00:00.000Z', fields: [] },
  ])
  expect(JSON.stringify(held)).not.toMatch(/b1|b2/)
})

test('shows a namesake nothing, though both would be hidden by one stop', async () => {
  const ids = async (address: string) => (await getHeldData(dependencies, address)).map(({ id }) => id)
  expect(await ids('other.ada@works.example')).toEqual(['c0000000002'])
  expect(await ids('stranger@works.example')).toEqual([])
})
