import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMailHost } from '../../../test/builders/a-mail-host.ts'
import { aNameServer } from '../../../test/builders/a-name-server.ts'
import { identifierOfEmail } from '../../engine/identity/index.ts'
import { migrationsFolder, schemas } from '../../migrations/index.ts'
import { openSuppressionKey, suppress, type SuppressionTables } from '../../modules/suppression/index.ts'
import { systemClock } from '../../platform/clock/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPostgres } from '../../platform/postgres/index.ts'
import { journalPath } from '../../refinery/verify/index.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'main.ts')
let dir: string
let host: Awaited<ReturnType<typeof aMailHost>>
let names: Awaited<ReturnType<typeof aNameServer>>
let on: Record<string, string>

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-verify-cli-'))
  host = await aMailHost({ rcpt: { ann: '250 Ok', '*': '550 5.1.1 User unknown' } })
  names = await aNameServer({
    'acme.example': { mx: [[10, 'mx.acme.example']] },
    'mx.acme.example': { a: ['127.0.0.1'] },
  })
  on = {
    VERIFY_EGRESS: 'on',
    VERIFY_HELO: 'verify.example',
    VERIFY_SENDER: '<>',
    VERIFY_PORT: String(host.port),
    VERIFY_NAME_SERVERS: names.address,
    VERIFY_PRIVATE_HOSTS: 'allow',
  }
})

afterAll(async () => {
  await Promise.all([host.close(), names.close()])
  await rm(dir, { recursive: true })
})

const fairlist = (args: string[], environment?: Record<string, string>) => run('verify', args, environment)

async function run(command: string, args: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment }
    execFile(process.execPath, [PROGRAM, command, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

test('a file of addresses comes out with verdicts in its order; a second run asks nobody', async () => {
  const file = join(dir, 'people.csv')
  const out = join(dir, 'verdicts.csv')
  await writeFile(
    file,
    'Name,E-mail\nAnn,Ann <ann@acme.example>\nBo,bo@acme.example\nCy,nothing\nDee,\nEd,ed@gone.example\n',
  )
  const args = [file, '--out', out, '--data', join(dir, 'data'), '--json']
  const first = await fairlist(args, on)
  expect(first.err).toContain('4 addresses: 1 deliverable, 3 undeliverable')
  expect(JSON.parse(first.out)).toEqual({ addresses: 4, deliverable: 1, undeliverable: 3, 'accept-all': 0, unknown: 0 })
  const lines = (await readFile(out, 'utf8')).trim().split('\n')
  expect(lines.map((line) => line.split(',').slice(0, 5).join(','))).toEqual([
    'email,address,verdict,reason,exists',
    'Ann <ann@acme.example>,ann@acme.example,deliverable,accepted,yes',
    'bo@acme.example,bo@acme.example,undeliverable,no_such_mailbox,no',
    'nothing,,undeliverable,bad_syntax,no',
    'ed@gone.example,ed@gone.example,undeliverable,no_such_domain,no',
  ])
  expect(lines[1]).toMatch(/,\d{4}-\d\d-\d\dT[\d:.]+Z,verify-\d+ email-/)
  const { connections } = host.seen
  expect((await fairlist(args, on)).code).toBe(0)
  expect(host.seen.connections).toBe(connections)
})

test('who has stopped is not asked about, and what was said of them is dropped', async () => {
  const data = join(dir, 'stopped')
  const file = join(dir, 'feed.csv')
  await writeFile(file, 'Name,E-mail\nAnn Example,ann@acme.example\nBo Example,bo@acme.example\n')
  const verifyEdition = () => fairlist(['--edition', '--data', data, '--json'], on)
  const { code } = await run('build', [file, '--data', data])
  expect(code).toBe(0)
  expect(JSON.parse((await verifyEdition()).out)).toMatchObject({ addresses: 2 })
  expect(await readFile(journalPath(data), 'utf8')).toContain('ann@acme.example')

  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const postgres = await openPostgres({ data, layout, log: createLog({ level: 'silent' }) })
  const db = postgres.as<SuppressionTables>('privacy')
  const key = await openSuppressionKey({ db, data })
  const macs = [key.mac(identifierOfEmail('Ann@acme.example') ?? '')]
  await db
    .transaction()
    .execute((trx) => suppress(trx, { macs, channel: 'web', actor: 'system', key, clock: systemClock }))
  await postgres.close()
  const asked = host.seen.commands.length
  expect(JSON.parse((await verifyEdition()).out)).toMatchObject({ addresses: 0 })
  expect(host.seen.commands).toHaveLength(asked)
  const journal = await readFile(journalPath(data), 'utf8')
  expect(journal).not.toContain('ann@')
  expect(journal).toContain('bo@acme.example')
}, 60_000)

test('off: nobody is asked, nothing is kept, and that is said', async () => {
  const before = names.asked.length
  const { code, out, err } = await fairlist(['ann@acme.example', '--data', join(dir, 'off')])
  expect(code).toBe(0)
  expect(out).toMatch(/\nann@acme.example,ann@acme.example,unknown,off,,/)
  expect(err).toContain('Verification is off')
  expect(names.asked).toHaveLength(before)
})

test('wrong usage and a half configuration say what is missing', async () => {
  expect((await fairlist([])).code).toBe(2)
  const half = await fairlist(['ann@acme.example'], { VERIFY_EGRESS: 'on' })
  expect(half.code).toBe(1)
  expect(half.err).toContain('VERIFY_HELO')
  expect(half.err).toContain('VERIFY_SENDER')
})
