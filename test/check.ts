import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { listStale } from './generate.ts'
import { repository } from './scan-imports.ts'

/** One thing that must hold: gives null when it does, or what to do about it. */
type Check = { name: string; run: () => Promise<string | null> }

const checks: Check[] = [
  { name: 'format', run: () => tool('oxfmt', ['--check', '.'], 'Run npm run format.') },
  { name: 'lint', run: () => tool('oxlint', ['--type-aware', '--deny-warnings'], 'Mend what the linter names above.') },
  { name: 'types', run: () => tool('tsc', [], 'Mend the types named above.') },
  { name: 'unused code', run: () => tool('knip', [], 'Remove what nothing uses, or use it.') },
  { name: 'generated files', run: checkGenerated },
  { name: 'tests', run: () => tool('vitest', ['run'], 'Mend the tests named above.') },
]

async function tool(name: string, args: string[], advice: string): Promise<string | null> {
  const child = spawn('npx', ['--no-install', name, ...args], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return code === 0 ? null : advice
}

async function checkGenerated(): Promise<string | null> {
  const stale = await listStale()
  return stale.length === 0 ? null : `Out of date: ${stale.join(', ')}. Run npm run generate.`
}

/** Runs the checks named on the command line, or all; the tests only when the rest holds. Then says how each went. */
async function main(wanted: string[]): Promise<number> {
  const lines: string[] = []
  let failed = false
  for (const { name, run } of checks.filter((check) => wanted.length === 0 || wanted.includes(check.name))) {
    if (failed && name === 'tests') {
      lines.push(`  –  ${name}: not run`)
      continue
    }
    process.stdout.write(`\n── ${name}\n`)
    const start = performance.now()
    const advice = await run()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    lines.push(advice ? `  ✗  ${name} (${seconds} s): ${advice}` : `  ✓  ${name} (${seconds} s)`)
    failed ||= advice !== null
  }
  process.stdout.write(`\n${lines.join('\n')}\n`)
  return failed ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2))
