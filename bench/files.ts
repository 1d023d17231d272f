import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { openDuckDb, sqlText } from '../src/platform/duckdb/index.ts'
import { makeLabSet } from './link/make-lab-set.ts'

// Prints how long `fairlist clean` takes over mixed rows of the laboratory, and `fairlist scan` over a tenth of them; beside DuckDB,
// which reads the same bytes as text and writes them again. The memory is printed for a quarter of the rows too: it must not grow.
// node bench/files.ts --rows 1000000 [--json]

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } },
})

type Figures = { what: string; rows: number; seconds: number; rowsPerSecond: number; peakMemory: number | null }

/** Records of a world for each person in it, at least. */
const RECORDS = 1.5

const scratch = await mkdtemp(join(tmpdir(), 'fairlist-bench-files-'))
try {
  const load = loadavg()[0]
  const figures = await measure(Number(flags.rows))
  if (flags.json) process.stdout.write(`${JSON.stringify({ load, figures })}\n`)
  else for (const line of describe(figures, load)) process.stdout.write(`${line}\n`)
} finally {
  await rm(scratch, { recursive: true, force: true })
}

async function measure(rows: number): Promise<Figures[]> {
  const { records } = await makeLabSet(Math.ceil(rows / RECORDS), scratch)
  const parts = [Math.ceil(rows / 10), Math.ceil(rows / 4), rows]
  const [tenth, quarter, whole] = await writeParts(records, parts)
  const cleaned = join(scratch, 'cleaned.csv')
  return [
    await run('fairlist scan', parts[0], ['scan', tenth, '--report', join(scratch, 'report.html')]),
    await run('fairlist clean', parts[1], ['clean', quarter, '--out', cleaned]),
    await run('fairlist clean', rows, ['clean', whole, '--out', cleaned]),
    await copyByDuckDb(whole, rows),
  ]
}

/** The first so many rows as CSV. The laboratory's numbers are of no range in use, which real ones seldom are: they get other exchanges. */
async function writeParts(records: string, parts: number[]): Promise<string[]> {
  const database = await openDuckDb({ threads: 2 })
  const other = (name: string) => `replace(${name}, '555', (200 + hash(${name}) % 700)::VARCHAR) AS ${name}`
  const files: string[] = []
  for (const rows of parts) {
    const file = join(scratch, `rows-${rows}.csv`)
    await database.run(
      `COPY (SELECT * REPLACE (${other('phone1')}, ${other('phone2')}) FROM ${sqlText(records)} LIMIT ${rows}) TO ${sqlText(file)} (HEADER)`,
    )
    files.push(file)
  }
  database.close()
  return files
}

/** Runs a command in a process of its own, and asks the kernel for the most memory that it had. */
async function run(what: string, rows: number, args: string[]): Promise<Figures> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'src', 'main.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const words = text(child.stderr)
  let peakMemory: number | null = null
  const watch = setInterval(() => {
    peakMemory = readPeak(child.pid) ?? peakMemory
  }, 100)
  const [code] = (await once(child, 'exit')) as [number]
  clearInterval(watch)
  if (code !== 0) throw new Error(`${what} ended with ${code}: ${await words}`)
  return figuresOf({ what, rows, started, peakMemory })
}

/** MB; null where the kernel does not tell. */
function readPeak(pid: number | undefined): number | null {
  const path = `/proc/${pid}/status`
  const status = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1000)
}

async function copyByDuckDb(file: string, rows: number): Promise<Figures> {
  const started = performance.now()
  const database = await openDuckDb({ threads: 2 })
  await database.run(
    `COPY (FROM read_csv(${sqlText(file)}, all_varchar = true)) TO ${sqlText(join(scratch, 'copy.csv'))} (HEADER)`,
  )
  database.close()
  return figuresOf({ what: 'DuckDB, copying', rows, started, peakMemory: null })
}

function figuresOf({ started, ...rest }: Pick<Figures, 'what' | 'rows' | 'peakMemory'> & { started: number }): Figures {
  const seconds = (performance.now() - started) / 1000
  return { ...rest, seconds, rowsPerSecond: Math.round(rest.rows / seconds) }
}

function describe(figures: Figures[], load: number | undefined): string[] {
  return [
    `load before: ${load?.toFixed(1)}`,
    ...figures.map(
      ({ what, rows, seconds, rowsPerSecond, peakMemory }) =>
        `${what}: ${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s, ${rowsPerSecond.toLocaleString('en')} rows/s` +
        (peakMemory === null ? '' : `, ${peakMemory} MB`),
    ),
  ]
}
