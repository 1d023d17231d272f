import { z } from 'zod'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { findCanaries } from './find-canaries.ts'
import type { FindDependencies } from './find-canaries.ts'
import { plantCanaries } from './plant-canaries.ts'
import type { PlantDependencies } from './plant-canaries.ts'

const Nothing = z.object({})
export type WallJob = Job<z.output<typeof Nothing>>

/** The job that plants canaries and goes round: every night, and whenever an edition is published. */
export function wallJob(dependencies: PlantDependencies & FindDependencies): WallJob {
  return defineJob({
    name: 'watch-wall',
    payload: Nothing,
    schedule: { cron: '37 2 * * *', payload: {} },
    attempts: 3,
    limit: 3600,
    parallel: 1,
    run: async (_nothing, { signal, log }) => {
      await plantCanaries(dependencies)
      const round = await findCanaries(dependencies, signal)
      if (round.found > 0) log.error(round, 'registration data was found outside the wall')
      else log.info(round, 'the wall stands')
    },
  })
}
