import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getManifest, listEditions, runBuild, verifyEdition } from '../../src/refinery/index.ts'
import { aFeed, feedText } from '../builders/a-feed.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** What killing builds did. */
type Outcome = {
  /** Kills that hit a build that was running. */
  hits: number
  /** Moments after which what is served was neither the old edition nor the new one, whole. */
  broken: number
  /** Whether the build after all kills gives the root of one that was never disturbed. */
  sameRoot: boolean
}

/** Kills builds with SIGKILL at moments spread evenly over a build's length, and looks at what is left after each. */
export async function killBuilds({ kills }: { kills: number }): Promise<Outcome> {
  const dir = await mkdtemp(join(tmpdir(), 'fairlist-kills-'))
  try {
    const [first, second] = [join(dir, 'first.csv'), join(dir, 'second.csv')]
    await writeFile(first, feedText(aFeed({ people: 60 })))
    await writeFile(second, feedText(aFeed({ people: 90 }).slice(110)))
    const old = await build(join(dir, 'killed'), [first])
    await build(join(dir, 'whole'), [first])
    const started = performance.now()
    await run(['build', second, '--data', join(dir, 'whole')]).ended
    const span = performance.now() - started
    const want = (await getManifest(join(dir, 'whole'))).root
    const outcome: Outcome = { hits: 0, broken: 0, sameRoot: false }
    for (let i = 0; i < kills; i++) {
      const killed = await killAfter(((i + 0.5) / kills) * span, ['build', second, '--data', join(dir, 'killed')])
      if (killed) outcome.hits++
      const { root } = await getManifest(join(dir, 'killed'))
      const { faults } = await verifyEdition(join(dir, 'killed'))
      if ((root !== old && root !== want) || faults.length > 0) outcome.broken++
    }
    outcome.sameRoot = (await build(join(dir, 'killed'), [second])) === want
    const editions = await listEditions(join(dir, 'killed'))
    if (editions.some(({ root }) => root !== old && root !== want)) outcome.broken++
    return outcome
  } finally {
    await rm(dir, { recursive: true })
  }
}

async function build(data: string, paths: string[]): Promise<string> {
  const files = paths.map((path) => ({ path }))
  return (await runBuild({ data, files, indexEdition: async () => {} })).root
}

function run(args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore', detached: true })
  return { child, ended: new Promise<number | null>((resolve) => child.on('exit', resolve)) }
}

/** Kills the command and all that it started; false when it had ended before. */
async function killAfter(milliseconds: number, args: string[]): Promise<boolean> {
  const { child, ended } = run(args)
  await wait(milliseconds)
  const running = child.exitCode === null
  if (running && child.pid) process.kill(-child.pid, 'SIGKILL')
  await ended
  return running
}
