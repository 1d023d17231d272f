import { z } from 'zod'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { recoverDeliveries } from './deliver.ts'
import { noteStandings } from './note-standing.ts'
import type { DeliveryDependencies } from './provider-dependencies.ts'

const Nothing = z.object({})
export type ProviderJob = Job<z.output<typeof Nothing>>

/** The job that hides what the contracts do not cover any more, and shows what they cover again; it runs by the hour. */
export function providerJob(dependencies: DeliveryDependencies & { refresh: () => Promise<void> }): ProviderJob {
  return defineJob({
    name: 'follow-contracts',
    payload: Nothing,
    schedule: { cron: '0 * * * *', payload: {} },
    attempts: 5,
    limit: 600,
    parallel: 1,
    run: async (_nothing, { log }) => {
      await recoverDeliveries(dependencies)
      // First what is seen, then what is written: it is done again when one of them fails.
      await dependencies.refresh()
      const providers = await noteStandings(dependencies)
      if (providers > 0) log.info({ providers }, 'contracts of providers began or ended')
    },
  })
}
