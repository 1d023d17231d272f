import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Finding } from './examine.ts'

const program = join(import.meta.dirname, '..', '..', 'main.ts')
const doctor = (data: string, env = {}) =>
  promisify(execFile)(process.execPath, [program, 'doctor', '--json', '--data', data], {
    env: { ...process.env, ...env },
  })

type Answer = { ok: boolean; findings: Finding[] }

test('finds a machine that runs the tests fit, and touches nothing', async () => {
  const data = join(tmpdir(), `fairlist-no-such-folder-${process.pid}`)
  const { stdout } = await doctor(data)
  const answer = JSON.parse(stdout) as Answer
  expect(answer.findings.filter(({ state }) => state === 'bad')).toEqual([])
  expect(answer.ok).toBe(true)
  expect(existsSync(data)).toBe(false)
})

test('fails with advice when something is wrong', async () => {
  const failure = await doctor('/proc/fairlist', { LOG_LEVEL: 'loud' }).catch(
    (error: { code: number; stdout: string }) => error,
  )
  expect(failure).toMatchObject({ code: 1 })
  const { findings } = JSON.parse(failure.stdout) as Answer
  const bad = findings.filter(({ state }) => state === 'bad')
  expect(bad.map(({ check }) => check)).toContain('Environment')
  expect(bad.every(({ advice }) => advice)).toBe(true)
})
