import { execFile } from 'node:child_process'
import { access, constants, readFile, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { loadConfig } from '../../config.ts'
import { openDuckDb } from '../../platform/duckdb/index.ts'
import { findBinaries } from '../../platform/postgres/index.ts'
import { createReport } from '../report.ts'

type Options = { data: string; json?: boolean | undefined }

/** One finding: `bad` must be mended before Fairlist works, `note` may be. */
export type Finding = { check: string; state: 'good' | 'note' | 'bad'; found: string; advice: string | null }

type Check = { name: string; run: (data: string) => Promise<string>; advice: string; optional?: boolean }

const ENOUGH = 2 // GB

const checks: Check[] = [
  {
    name: 'Node',
    run: async () => {
      if (!process.version.startsWith('v24.')) throw new Error(process.version)
      return process.version
    },
    advice: 'Run npm ci, then start through npm or npx: Node 24 comes as a package.',
  },
  {
    name: 'Environment',
    run: async () => {
      const { databaseUrl } = loadConfig()
      return databaseUrl ? 'in order; DATABASE_URL is used' : 'in order'
    },
    advice: 'Mend the variables named; docs/reference/configuration.md lists them.',
  },
  { name: 'Data directory', run: examineData, advice: 'Give a folder that you may write with --data.' },
  { name: 'Disk', run: examineDisk, advice: `Free at least ${ENOUGH} GB, or give --data on another disk.` },
  { name: 'PostgreSQL', run: examinePostgres, advice: 'Run npm ci with optional dependencies, or set DATABASE_URL.' },
  { name: 'DuckDB', run: examineDuckDb, advice: 'Run npm ci with optional dependencies.' },
  { name: 'Server', run: examineServer, advice: 'Start it with npm start when you want it.', optional: true },
  {
    name: 'Browser for tests',
    run: findBrowser,
    advice: 'Only the browser journeys need it: run npm ci without --omit=dev, or install chromium.',
    optional: true,
  },
]

/** Runs all checks and prints what they found; the exit code is 1 when one is bad. */
export async function examine({ data, json }: Options): Promise<void> {
  const report = createReport({ json: json ?? false })
  const findings = await Promise.all(checks.map((check) => runCheck(check, data)))
  report.table(
    ['', 'check', 'found', 'what to do'],
    findings.map(({ check, state, found, advice }) => [MARKS[state], check, found, advice ?? '']),
  )
  report.result({ ok: !findings.some(({ state }) => state === 'bad'), findings })
  if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1
}

const MARKS = { good: '✓', note: '–', bad: '✗' }

async function runCheck({ name, run, advice, optional }: Check, data: string): Promise<Finding> {
  try {
    return { check: name, state: 'good', found: await run(data), advice: null }
  } catch (error) {
    const found = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { check: name, state: optional ? 'note' : 'bad', found, advice }
  }
}

async function examineData(data: string): Promise<string> {
  const place = await nearestFolder(data)
  await access(place, constants.R_OK | constants.W_OK | constants.X_OK)
  if (place !== data) return `${data}, to be made at the first start`
  const current = await readFile(join(data, 'current.json'), 'utf8').catch(() => null)
  return `${data}, ${current ? 'with an edition' : 'no edition yet'}`
}

/** The folder, or the nearest above it that is there: looking makes nothing. */
async function nearestFolder(path: string): Promise<string> {
  const there = await access(path).then(
    () => true,
    () => false,
  )
  return there || dirname(path) === path ? path : nearestFolder(dirname(path))
}

async function examineDisk(data: string): Promise<string> {
  const { bavail, bsize } = await statfs(await nearestFolder(data))
  const free = (bavail * bsize) / 1e9
  if (free < ENOUGH) throw new Error(`${free.toFixed(1)} GB free`)
  return `${free.toFixed(0)} GB free`
}

async function examinePostgres(): Promise<string> {
  if (loadConfig().databaseUrl) return 'elsewhere (DATABASE_URL)'
  const binaries = await findBinaries()
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'])
  return stdout.trim()
}

async function examineDuckDb(): Promise<string> {
  const database = await openDuckDb({ threads: 1 })
  try {
    const [row] = await database.rows<{ version: string }>('SELECT version() AS version')
    return row?.version ?? 'unknown version'
  } finally {
    database.close()
  }
}

async function examineServer(data: string): Promise<string> {
  const text = await readFile(join(data, 'server.json'), 'utf8').catch(() => null)
  const [, address] = /"address": "([^"]+)"/.exec(text ?? '') ?? []
  if (!address) throw new Error('not running')
  const answer = await fetch(`${address}/readyz`).catch(() => null)
  if (!answer?.ok) throw new Error(`${address} does not answer`)
  return `ready at ${address}`
}

async function findBrowser(): Promise<string> {
  const onPath = ['chromium', 'chromium-browser', 'google-chrome'].map((name) =>
    promisify(execFile)(name, ['--version']).then(({ stdout }) => stdout.trim()),
  )
  return Promise.any(onPath).catch(async () => {
    const packaged = join(
      import.meta.dirname,
      '..',
      '..',
      '..',
      'node_modules',
      '@sparticuz',
      'chromium',
      'package.json',
    )
    const text = await readFile(packaged, 'utf8').catch(() => {
      throw new Error('none')
    })
    return `@sparticuz/chromium ${/"version": "([^"]+)"/.exec(text)?.[1] ?? ''}`
  })
}
