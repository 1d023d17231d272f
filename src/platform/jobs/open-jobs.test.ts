import { once, EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { migrationsFolder, schemas } from '../../migrations/index.ts'
import { createLog } from '../log/index.ts'
import { openPostgres } from '../postgres/index.ts'
import type { Postgres } from '../postgres/index.ts'
import { defineJob } from './define-job.ts'
import { openJobs } from './open-jobs.ts'

let data: string
let postgres: Postgres
const log = createLog({ level: 'silent' })

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-jobs-'))
  postgres = await openPostgres({ data, log, layout: { schemas, selfKept: ['jobs'], migrations: migrationsFolder } })
})
afterAll(async () => {
  await postgres.close()
  await rm(data, { recursive: true, force: true })
})

const events = new EventEmitter()
const counted = defineJob({
  name: 'count',
  payload: z.object({ id: z.string() }),
  attempts: 2,
  limit: 30,
  parallel: 1,
  run: async ({ id }) => {
    events.emit('run', id)
    if (id === 'first') throw new Error('try again')
  },
})
const endless = defineJob({
  name: 'endless',
  payload: z.object({ id: z.string() }),
  attempts: 1,
  limit: 600,
  parallel: 1,
  run: async (_, { signal }) => {
    events.emit('started')
    await sleep(60_000, undefined, { signal }).catch(() => {})
    events.emit('stopped')
  },
})

test('runs what is sent, as its own role, and stops gracefully', async () => {
  const jobs = await openJobs({ address: postgres.addressOf('jobs'), schema: 'jobs', jobs: [counted, endless], log })
  const ran = once(events, 'run')
  expect(await jobs.send(counted, { id: 'one' })).toBeTypeOf('string')
  expect(await ran).toEqual(['one'])

  const started = once(events, 'started')
  await jobs.send(endless, { id: 'long' }, { key: 'only' })
  expect(await jobs.send(endless, { id: 'long' }, { key: 'only' })).toBeNull()
  await started
  const stopped = once(events, 'stopped')
  const begin = performance.now()
  await jobs.close()
  await stopped
  expect(performance.now() - begin).toBeLessThan(8000)
})

test('refuses a payload that the job does not take', async () => {
  const jobs = await openJobs({ address: postgres.addressOf('jobs'), schema: 'jobs', jobs: [], log })
  await expect(jobs.send(counted, { id: 7 } as never)).rejects.toMatchObject({ code: 'internal' })
  await jobs.close()
})

test('what a killed server had in hand is tried again by the next one, and is in nobody’s way', async () => {
  const held = defineJob({ ...endless, name: 'held', attempts: 2 })
  const options = { address: postgres.addressOf('jobs'), schema: 'jobs', jobs: [held], log }
  const killed = await openJobs(options)
  const begun = once(events, 'started')
  await killed.send(held, { id: 'left' })
  await begun
  expect(await killed.send(held, { id: 'next' })).toBeNull()
  const again = once(events, 'started')
  const next = await openJobs(options)
  await again
  await Promise.all([killed.close(), next.close()])
})
