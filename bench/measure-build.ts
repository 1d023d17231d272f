import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makeWorld, scoreMembers, type MemberScores } from '../src/lab/index.ts'
import { openDuckDb, sqlText } from '../src/platform/duckdb/index.ts'
import { runBuildCommand } from './run-build-command.ts'

export type BuildFigures = {
  records: number
  contacts: number
  companies: number
  /** Wall clock of the command, start of the process to its end. */
  seconds: number
  recordsPerSecond: number
  /** MB, of the build and all processes it starts. */
  peakMemory: number
  steps: { name: string; seconds: number; rows: number; rowsPerSecond: number | null }[]
  scores: MemberScores
  /** The generator that made the records, for scale. */
  labRecordsPerSecond: number
  /** What the machine itself needs for the same bytes: reading them, and DuckDB's reader (`read_csv`, all text) counting the rows. */
  machine: { megabytes: number; readSeconds: number; duckDbSeconds: number }
}

/** Makes a world of so many records, builds an edition of it by the command, and scores it. The edition stays in `folder`/data. */
export async function measureBuild(records: number, folder: string): Promise<BuildFigures> {
  const world = join(folder, 'world')
  await rm(folder, { recursive: true, force: true })
  const makingStarted = performance.now()
  await makeWorld({ out: world, seed: 'bench', size: { records } })
  const making = (performance.now() - makingStarted) / 1000
  const files = (await readdir(join(world, 'feeds'))).toSorted().map((name) => join(world, 'feeds', name))
  const machine = await measureMachine(files)
  const members = join(folder, 'members.csv')
  const started = performance.now()
  const report = await runBuildCommand([...files, '--data', join(folder, 'data'), '--members', members])
  const seconds = (performance.now() - started) / 1000
  return {
    records,
    contacts: report.contacts,
    companies: report.companies,
    seconds,
    recordsPerSecond: Math.round(records / seconds),
    peakMemory: report.peakMemory,
    steps: report.steps.map(({ name, seconds: time, rows }) => ({
      name,
      seconds: time,
      rows,
      rowsPerSecond: time < 0.01 ? null : Math.round(rows / time),
    })),
    scores: await scoreMembers({ members, truth: join(world, 'truth.csv') }),
    labRecordsPerSecond: Math.round(records / making),
    machine,
  }
}

async function measureMachine(files: string[]): Promise<BuildFigures['machine']> {
  let bytes = 0
  for (const file of files) bytes += (await stat(file)).size
  const readStarted = performance.now()
  for (const file of files) {
    // The content does not matter, that it has been through memory does.
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), new Writable({ write: (_, __, done) => done() }))
  }
  const readSeconds = (performance.now() - readStarted) / 1000
  const database = await openDuckDb({ threads: availableParallelism() })
  const started = performance.now()
  for (const file of files) {
    await database.run(
      `SELECT count(COLUMNS(*)) FROM read_csv(${sqlText(file)}, all_varchar = true, ignore_errors = true)`,
    )
  }
  const duckDbSeconds = (performance.now() - started) / 1000
  database.close()
  return { megabytes: bytes / 1e6, readSeconds, duckDbSeconds }
}
