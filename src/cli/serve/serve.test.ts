import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const program = join(import.meta.dirname, '..', '..', 'main.ts')
let data: string
const started: ChildProcess[] = []

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-serve-'))
  // An edition is named, so that no sample is built; there is none, which the server must bear.
  await writeFile(join(data, 'current.json'), '{"edition":"missing","ledger":"none"}')
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill('SIGINT')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  await rm(data, { recursive: true, force: true })
})

function run(...args: string[]) {
  const child = spawn(process.execPath, [program, 'serve', '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const output = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (output.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (output.err += part.toString()))
  return { child, output }
}

async function serve(...args: string[]) {
  const { child, output } = run(...args)
  const ended = once(child, 'exit').then(() => true)
  while (!output.out.includes('\n')) {
    const over = await Promise.race([ended, once(child.stdout, 'data').then(() => false)])
    if (over) throw new Error(`serve ended: ${output.err}`)
  }
  const [, address = ''] = /^ready (http:\S+)\n$/.exec(output.out) ?? []
  return { child, output, address }
}

async function postmaster(): Promise<number> {
  return Number((await readFile(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

test('prints ready when it answers, refuses a second server on the data, stops all on SIGINT', async () => {
  const { child, address } = await serve('--port', '0')
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${address}/healthz`)).status).toBe(200)
  expect((await fetch(`${address}/`)).headers.get('content-type')).toContain('text/html')
  const database = await postmaster()

  const second = run('--port', '0')
  const [code] = (await once(second.child, 'exit')) as [number]
  expect(code).toBe(1)
  expect(second.output.err).toContain(address)

  child.kill('SIGINT')
  expect((await once(child, 'exit'))[0]).toBe(0)
  await expect(fetch(`${address}/healthz`)).rejects.toThrow()
  expect(() => process.kill(database, 0)).toThrow(/ESRCH/)
}, 60_000)

test('starts again after kill -9', async () => {
  const first = await serve('--port', '0')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await serve('--port', '0')
  expect((await fetch(`${second.address}/healthz`)).status).toBe(200)
}, 60_000)

test('a port that was asked for and is taken is said, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { child, output } = run('--port', String(port))
  expect((await once(child, 'exit'))[0]).toBe(1)
  expect(output.err).toContain(`Port ${port}`)
  await expect(postmaster()).rejects.toThrow(/ENOENT/)
  other.close()
}, 60_000)

test('a signal during the start stops it without harm', async () => {
  await mkdir(join(data, 'postgres'))
  const { child } = run('--port', '0')
  await once(child.stderr ?? child, 'data')
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  await expect(postmaster()).rejects.toThrow(/ENOENT/)
}, 60_000)
