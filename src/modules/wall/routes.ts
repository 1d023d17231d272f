import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import type { WallTables } from './tables.ts'

const WallStatus = z.object({
  canaries: z.int().describe('Planted registrations of nobody'),
  watches: z
    .array(z.object({ at: z.string(), canaries: z.int(), files: z.int(), bytes: z.int(), found: z.int() }))
    .describe('The last rounds of the watch, newest first'),
  findings: z
    .array(z.object({ place: z.string(), found: z.string(), canaries: z.int() }))
    .describe('Where registration data was found; empty when the wall stands'),
})

/** Whether the wall stands, for those who answer for it. Never what a canary is called. */
export function wallRoutes({ db }: { db: Kysely<WallTables> }): (app: HttpApp) => void {
  return (app) => {
    app.get(
      '/v1/operator/wall',
      {
        config: { access: ['operator', 'privacy-officer'] },
        schema: { tags: ['Audit'], summary: 'The watch on the wall', response: { 200: WallStatus } },
      },
      () => presentWall(db),
    )
  }
}

async function presentWall(db: Kysely<WallTables>): Promise<z.input<typeof WallStatus>> {
  const [canaries, watches, findings] = await Promise.all([
    db
      .selectFrom('canaries')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow(),
    db.selectFrom('canary_watches').selectAll().orderBy('at', 'desc').limit(30).execute(),
    db
      .selectFrom('canary_findings')
      .select(['place', ({ fn }) => fn.min('found_at').as('first'), ({ fn }) => fn.countAll<string>().as('count')])
      .groupBy('place')
      .orderBy('place')
      .execute(),
  ])
  return {
    canaries: Number(canaries.count),
    watches: watches.map(({ at, bytes, ...counts }) => ({ ...counts, at: at.toISOString(), bytes: Number(bytes) })),
    findings: findings.map(({ place, first, count }) => ({
      place,
      found: first.toISOString(),
      canaries: Number(count),
    })),
  }
}
