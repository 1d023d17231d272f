import { expect, test } from 'vitest'
import { kinds, type KindName } from '../../engine/clean/index.ts'
import { cleanLines } from './clean-lines.ts'

async function clean(kind: KindName, ...lines: string[]): Promise<string[]> {
  async function* batches() {
    yield lines
  }
  return (await Array.fromAsync(cleanLines(kind)(batches()))).join('').trimEnd().split('\n')
}

test('a line has id, value, verdict, per mille, why and the columns of the kind, in this order', async () => {
  const [repaired, empty] = await clean('email', '7\tann@gmial.com', '8\t')
  expect(repaired).toBe(
    '7\tann@gmail.com\trepaired\t900\tdomain_repaired\tann\tgmail.com\tvalid\tvalid\tf\tt\tf\t\\N\tann@gmail.com',
  )
  expect(empty).toMatch(/^8\t\\N\tempty\t0\t\t/)
})

test.each(['email', 'phone', 'name', 'title', 'company', 'domain', 'address'] as const)(
  '%s: awkward values come in as they were, and every answer is one line of the same cells',
  async (kind) => {
    const values = ['a\\\\x@acme.example', '415-555-0132\\n415-555-0133', 'Ann \\t Lee', '\\r', '"', '\u2028', '\\N']
    const lines = await clean(kind, ...values.map((value, i) => `${i}\t${value}`))
    expect(lines.map((line) => line.split('\t')[0])).toEqual(values.map((_, i) => String(i)))
    for (const line of lines) expect(line.split('\t')).toHaveLength(5 + kinds[kind].columns.length)
  },
)
