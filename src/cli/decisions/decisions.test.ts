import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase, type ADatabase } from '../../../test/builders/a-database.ts'
import { aFeed, feedText } from '../../../test/builders/a-feed.ts'
import { holdLock } from '../../platform/duckdb/index.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'main.ts')
let database: ADatabase
let lock: Awaited<ReturnType<typeof holdLock>>

type Contact = { id: string; name: string; records: number }

beforeAll(async () => {
  database = await aDatabase()
  // As a server that runs would hold it: the commands are guests at its database.
  lock = await holdLock(join(database.data, 'serve.lock'))
  const path = join(database.data, 'feed.csv')
  const feed = aFeed({ people: 12 })
  await writeFile(path, feedText([...feed, { ...feed[0], title: 'Head of Purchasing', source: 'source 9' }]))
  await fairlist('build', path, '--source', 'source')
}, 90_000)
afterAll(async () => {
  lock?.release()
  await database.remove()
})

function fairlist(...args: string[]) {
  return new Promise<{ code: number; out: string; err: string; said: string }>((resolve) => {
    const env = { PATH: process.env['PATH'] }
    execFile(process.execPath, [PROGRAM, ...args, '--data', database.data], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err, said: `${out}${err}` }),
    )
  })
}

async function contacts(): Promise<Contact[]> {
  const { edition } = JSON.parse(await readFile(join(database.data, 'current.json'), 'utf8')) as { edition: string }
  const lines = await readFile(join(database.data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8')
  return lines.trim().split('\n').map((line) => JSON.parse(line) as Contact) // prettier-ignore
}

const today = () => new Date().toISOString().slice(0, 10)

test('two that were merged: told before the build and after it, with what linking alone says; undone, they are two again', async () => {
  const [one, other] = await contacts()
  const merged = await fairlist('merge', one.id, other.id, '--why', 'she married')
  expect(merged).toMatchObject({ code: 0 })
  expect(merged.said).toContain(`Decision 1: ${one.id} and ${other.id} are one.`)
  const before = await fairlist('explain', one.id, other.id)
  expect(before.said).toContain('To be kept together by hand, from the next build on: records')
  expect(before.said).toContain(`Decision 1 of ${today()} by the operator of this machine: she married`)
  expect(before.said).toMatch(/Without it, by their strongest tie: two people \(one person: \d/)

  expect(await fairlist('build')).toMatchObject({ code: 0 })
  const holder = (await contacts()).find(({ id }) => id === one.id || id === other.id)?.id ?? ''
  const retired = holder === one.id ? other.id : one.id
  const after = await fairlist('explain', holder)
  expect(after.said).toMatch(/Kept together by hand: records? [\d, ]+ and records? [\d, ]+\. Decision 1 of/)
  expect(after.said).toMatch(/Without it, by their strongest tie: two people/)
  const gone = await fairlist('explain', retired)
  expect(gone).toMatchObject({ code: 1 })
  expect(gone.err).toContain(`${retired} is part of ${holder} now.`)

  expect(await fairlist('decisions', 'undo', '1')).toMatchObject({ code: 0 })
  expect((await fairlist('explain', holder)).said).toContain(`Undone on ${today()} by the operator of this machine`)
  expect(await fairlist('build')).toMatchObject({ code: 0 })
  expect((await contacts()).map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, other.id]))
  expect((await fairlist('explain', one.id)).said).not.toContain('by hand')
}, 90_000)

test('records that were split off: told of both parts, with what linking alone says', async () => {
  const [{ id }] = (await contacts()).toSorted((a, b) => b.records - a.records)
  const split = await fairlist('split', id, '--records', '1', '--why', 'father and son', '--json')
  expect(split).toMatchObject({ code: 0 })
  const { decision } = JSON.parse(split.out) as { decision: number }
  expect(await fairlist('build')).toMatchObject({ code: 0 })
  const told = JSON.parse((await fairlist('explain', id, '--json')).out) as {
    hand: { number: number; isObeyed: boolean; contacts: string[]; tie: { weight: number } }[]
  }
  expect(told.hand).toMatchObject([{ number: decision, isObeyed: true }])
  expect(told.hand[0].tie.weight).toBeGreaterThan(0)
  const [part] = told.hand[0].contacts.filter((each) => each !== id)
  const pair = await fairlist('explain', id, part)
  expect(pair.said).toMatch(/Kept apart by hand: records? [\d, ]+ of c\d+ and records? [\d, ]+ of c\d+/)
  expect(pair.said).toMatch(/father and son\n {2}Without it, by their strongest tie: one person/)
  expect((await fairlist('explain', part)).said).toContain(`and ${id}. Decision ${decision}`)
  expect((await fairlist('merge', id, part)).err).toContain(`Decision ${decision} says the opposite.`)
}, 90_000)

test('what cannot be split is told, and what to write instead', async () => {
  const [{ id }] = await contacts()
  expect((await fairlist('split', id, '--records', '99')).err).toContain('has no record 99')
  expect(await fairlist('split', id, '--records', 'two')).toMatchObject({ code: 2 })
  expect(await fairlist('split', id)).toMatchObject({ code: 2 })
  expect((await fairlist('split', 'c9999999999', '--records', '1')).err).toContain('has no contact c9999999999')
  expect((await fairlist('decisions', 'undo', '77')).err).toContain('There is no decision 77.')
}, 60_000)
