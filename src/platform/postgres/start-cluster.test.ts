import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPostmaster, isAlive } from './postmaster.ts'
import { startCluster } from './start-cluster.ts'
import type { Cluster } from './start-cluster.ts'

let data: string
const running: Cluster[] = []

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-postgres-'))
  await chmod(data, 0o700)
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()))
  await rm(data, { recursive: true, force: true })
})

async function start(home = data): Promise<Cluster> {
  const cluster = await startCluster({ home })
  running.push(cluster)
  return cluster
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** A process that starts the cluster, says so, and lives until it is killed. */
async function startElsewhere(): Promise<{ kill: () => Promise<void>; pid: number }> {
  const module = new URL('./start-cluster.ts', import.meta.url).href
  const script = `const { startCluster } = await import(${JSON.stringify(module)})
    const { pid } = await startCluster({ home: ${JSON.stringify(data)} })
    console.log(pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    pid: Number(String(line)),
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('starts in UTF-8 with C order, on loopback only, with a password that only we can read', async () => {
  const { url, adopted } = await start()
  expect(adopted).toBe(false)
  const [row] = await ask<Record<string, string>>(
    url,
    `SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
            pg_encoding_to_char(encoding) AS encoding, datcollate AS collate
       FROM pg_database WHERE datname = current_database()`,
  )
  expect(row).toEqual({ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8', collate: 'C' })
  expect((await stat(join(data, 'password'))).mode & 0o777).toBe(0o600)
  const wrong = url.replace(/:[^:@]+@/, ':wrong@')
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password/)
})

test('a second start finds what the first one kept', async () => {
  const first = await start()
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)
  const second = await start()
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('adopts a server whose starter was killed, and stops it', async () => {
  const elsewhere = await startElsewhere()
  await elsewhere.kill()
  const adopted = await start()
  expect(adopted).toMatchObject({ adopted: true, pid: elsewhere.pid })
  expect(await ask(adopted.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await adopted.stop()
  await adopted.ended
  expect(isAlive(elsewhere.pid)).toBe(false)
})

test('a guest uses the server of another process and leaves it running', async () => {
  const owned = await start()
  const borrowed = await startCluster({ home: data, borrowed: true })
  expect(borrowed).toMatchObject({ pid: owned.pid, url: owned.url })
  await borrowed.stop()
  expect(await ask(owned.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('recovers what was committed when the server itself was killed', async () => {
  const first = await start()
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  const second = await start()
  expect(second.adopted).toBe(false)
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('starts beside a postmaster.pid whose number now belongs to another program', async () => {
  const first = await start()
  const path = join(data, 'cluster', 'postmaster.pid')
  const lines = (await readFile(path, 'utf8')).split('\n')
  await first.stop()
  await writeFile(path, [process.pid, ...lines.slice(1)].join('\n'))
  expect(await findPostmaster(join(data, 'cluster'))).toBeNull()
  expect((await start()).adopted).toBe(false)
})

test('replaces what a killed initdb left half made', async () => {
  await mkdir(join(data, 'draft-0badcafe'))
  await writeFile(join(data, 'draft-0badcafe', 'PG_VERSION'), '18')
  await start()
  expect(await readdir(data)).not.toContain('draft-0badcafe')
})

test('says why when it cannot start', async () => {
  const first = await start()
  await first.stop()
  await appendFile(join(data, 'cluster', 'postgresql.conf'), 'no_such_setting = on\n')
  await expect(startCluster({ home: data })).rejects.toMatchObject({
    code: 'unavailable',
    detail: expect.stringContaining('no_such_setting'),
  })
})

test.runIf(process.getuid?.() === 0)('as root without user namespaces it settles elsewhere and says so', async () => {
  const fallback = join(tmpdir(), `fairlist-fallback-${process.pid}`)
  try {
    const cluster = await startCluster({ home: join(data, 'postgres'), runAs: { namespaces: false, fallback } })
    expect(cluster.notice).toContain(fallback)
    expect(await ask(cluster.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await cluster.stop()
  } finally {
    await rm(fallback, { recursive: true, force: true })
  }
})
