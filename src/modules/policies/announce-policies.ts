import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { recordAudit } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { listVersions } from './list-versions.ts'
import { getPolicyKind } from './policy-kinds.ts'
import { noticeDays } from './publish-version.ts'
import type { PolicyTables } from './tables.ts'
import { addDays, dayOf, findHolding } from './version-state.ts'
import type { PolicyVersion } from './version-state.ts'

/** Somebody with an account. */
export type Recipient = { id: string; email: string }

export type AnnouncementDependencies = {
  db: Kysely<PolicyTables>
  clock: Clock
  /** The next users after an id, in the order of ids. */
  listUsers: (page: { after: string | null; limit: number }) => Promise<Recipient[]>
  /** Address of the instance as people reach it. */
  origin: () => string
}

const PAGE = 200

/**
 * Queues a service mail to every user about each material version to come: once to each, whatever happens in between, as
 * the notice and the mail are written in one transaction. Users who came later are told when this runs again.
 */
export async function announcePolicies(dependencies: AnnouncementDependencies, signal?: AbortSignal): Promise<number> {
  const { db, clock } = dependencies
  const versions = await listVersions(db)
  let queued = 0
  for (const version of versions) {
    const own = versions.filter(({ policy }) => policy === version.policy)
    const holding = findHolding(own, dayOf(clock))?.version ?? 0
    if (!version.material || version.version === 1 || version.version <= holding) continue
    queued += await announceVersion(await beginAnnouncing(db, version, clock), dependencies, signal)
    if (signal?.aborted) return queued
  }
  return queued
}

/** Fixes the day: a server that was away for long must not shorten the time that people have to decide. */
async function beginAnnouncing(db: Kysely<PolicyTables>, version: PolicyVersion, clock: Clock): Promise<PolicyVersion> {
  if (version.announcing_since) return version
  const soonest = addDays(dayOf(clock), noticeDays)
  // Publishing asks for the same number of days; a mail that goes out the day after is as good.
  const late = version.effective < addDays(soonest, -1)
  const effective = late ? soonest : version.effective
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('policy_versions')
      .set({ announcing_since: clock.now(), ...(late ? { effective_on: effective } : {}) })
      .where('policy', '=', version.policy)
      .where('version', '=', version.version)
      .execute()
    if (!late) return
    const subject = `policy:${version.policy}/${version.version}`
    await recordAudit(trx, { actor: 'system', action: 'policy.postpone', subject, detail: { effective } })
  })
  return { ...version, effective }
}

async function announceVersion(
  version: PolicyVersion,
  dependencies: AnnouncementDependencies,
  signal?: AbortSignal,
): Promise<number> {
  const { db, clock, listUsers } = dependencies
  let after: string | null = null
  let queued = 0
  for (;;) {
    if (signal?.aborted) return queued
    const users = await listUsers({ after, limit: PAGE })
    queued += await tell(users, version, dependencies)
    after = users.at(-1)?.id ?? null
    if (users.length < PAGE || after === null) break
  }
  if (!version.announced_at) {
    await db
      .updateTable('policy_versions')
      .set({ announced_at: clock.now() })
      .where('policy', '=', version.policy)
      .where('version', '=', version.version)
      .execute()
  }
  return queued
}

async function tell(
  users: Recipient[],
  version: PolicyVersion,
  dependencies: AnnouncementDependencies,
): Promise<number> {
  const { db, clock, origin } = dependencies
  if (users.length === 0) return 0
  const { policy, version: number, effective, summary } = version
  const data = {
    policy: getPolicyKind(policy).title,
    effective,
    summary: summary
      .split('\n')
      .flatMap((line) => line.trim().match(/.{1,300}/gu) ?? [])
      .slice(0, 30),
    link: `${origin()}/policies/${policy}/diff/${number - 1}/${number}`,
  }
  return db.transaction().execute(async (trx) => {
    const fresh = await trx
      .insertInto('policy_notices')
      .values(users.map(({ id }) => ({ policy, version: number, user_id: id, queued_at: clock.now() })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .execute()
    const chosen = new Set(fresh.map(({ user_id }) => user_id))
    for (const { id, email } of users) {
      if (!chosen.has(id)) continue
      const key = `policy-change:${policy}:${number}:${id}`
      await queueMail(trx, { template: 'policy-change', kind: 'service', to: email, data, key, clock })
    }
    return chosen.size
  })
}

const Nothing = z.object({})
export type AnnounceJob = Job<z.output<typeof Nothing>>

/** The job that announces; it runs by the hour for those who came later, and at once when something is published. */
export function announceJob(dependencies: AnnouncementDependencies): AnnounceJob {
  return defineJob({
    name: 'announce-policies',
    payload: Nothing,
    schedule: { cron: '7 * * * *', payload: {} },
    attempts: 5,
    limit: 3600,
    parallel: 1,
    run: async (_nothing, { signal, log }) => {
      const queued = await announcePolicies(dependencies, signal)
      if (queued > 0) log.info({ queued }, 'coming policies announced')
    },
  })
}
