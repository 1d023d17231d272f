import { z } from 'zod'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import type { ContributionDependencies } from './contribution-dependencies.ts'
import { removeTakenBack } from './remove-taken-back.ts'
import { settleContributions } from './settle-contributions.ts'

const Nothing = z.object({})
export type SettleJob = Job<z.output<typeof Nothing>>

/** Longest time between the beginning of a draft and its contribution, in ms. */
const PATIENCE = 3_600_000

/** The job that settles contributions, and removes what was taken back for good: when an edition is published, at every start, and by the hour. */
export function settleJob(dependencies: ContributionDependencies): SettleJob {
  return defineJob({
    name: 'settle-contributions',
    payload: Nothing,
    schedule: { cron: '17 * * * *', payload: {} },
    attempts: 5,
    limit: 3600,
    parallel: 1,
    run: async (_nothing, { log }) => {
      await placeDrafts(dependencies)
      const edition = dependencies.served.edition()
      if (edition === null) return
      const built = await settleContributions(dependencies, edition)
      if (built > 0) log.info({ edition, built }, 'contributions settled')
      const removed = await removeTakenBack(dependencies)
      if (removed > 0) log.info({ removed }, 'batches that were taken back removed')
    },
  })
}

/** Puts the drafts of contributions in their place, where a crash came between; those of none are removed. */
export async function placeDrafts({
  db,
  deliveries,
  clock,
}: Pick<ContributionDependencies, 'db' | 'deliveries' | 'clock'>): Promise<void> {
  for (const { draft, begun } of await deliveries.listDrafts()) {
    const kept = await db.selectFrom('contributions').select('batch').where('id', '=', draft).executeTakeFirst()
    if (kept) await deliveries.place(draft, kept.batch)
    else if (clock.now().getTime() - begun.getTime() > PATIENCE) await deliveries.discard(draft)
  }
}
