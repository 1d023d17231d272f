import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import { diffLines, MOST_LINES } from './diff-lines.ts'
import { getVersion } from './get-version.ts'
import notice from './notice.json' with { type: 'json' }
import { getPolicyKind } from './policy-kinds.ts'
import type { PolicyTables } from './tables.ts'
import { addDays, dayOf } from './version-state.ts'
import type { PolicyVersion } from './version-state.ts'

/** Days between the announcement of a material change and the day from which it holds, at least. */
export const noticeDays = notice.noticeDays

type NewVersion = {
  kind: string
  /** The newest version that the editor saw. */
  base: number
  text: string
  summary: string
  material: boolean
  /** ISO date, in UTC. */
  effective: string
  /** Who publishes, as the trail names them. */
  actor: string
  clock: Clock
}

/**
 * Publishes a version of a policy and gives its number. Throws `conflict`, with what changed, when somebody published since
 * the editor began; `bad_input` for a day that is too early or a text that says nothing new.
 */
export async function publishVersion(db: Kysely<PolicyTables>, version: NewVersion): Promise<number> {
  const { kind, base, text, summary, material, effective, actor, clock } = version
  getPolicyKind(kind)
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`policy:${kind}`}))`.execute(trx)
    const latest = await getLatest(trx, kind)
    if (latest.version !== base) throw await conflictSince(trx, { kind, base, latest })
    refuseUnfit(version, latest)
    const number = latest.version + 1
    await trx
      .insertInto('policy_versions')
      .values({
        policy: kind,
        version: number,
        text,
        summary,
        material,
        effective_on: effective,
        author: actor,
        published_at: clock.now(),
      })
      .execute()
    const detail = { material, effective }
    await recordAudit(trx, { actor, action: 'policy.publish', subject: `policy:${kind}/${number}`, detail })
    return number
  })
}

type Latest = PolicyVersion & { text: string }

async function getLatest(db: Kysely<PolicyTables>, kind: string): Promise<Latest> {
  const { version } = await db
    .selectFrom('policy_versions')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('policy', '=', kind)
    .executeTakeFirstOrThrow()
  return (await getVersion(db, { kind, version })).found
}

type Clash = { kind: string; base: number; latest: Latest }

/** What the second of two editors needs to know: who published what since they began, and which lines differ. */
async function conflictSince(db: Kysely<PolicyTables>, { kind, base, latest }: Clash): Promise<AppError> {
  if (base > latest.version) return new AppError('bad_input', `There is no version ${base} of this policy.`)
  const before = await getVersion(db, { kind, version: base })
  const changed = diffLines(before.found.text, latest.text).filter((line) => line.kind !== 'same')
  const since = before.all.filter(({ version }) => version > base)
  return new AppError(
    'conflict',
    `Version ${latest.version} was published while you were editing; yours was not. Take up what changed and publish again.`,
    {
      detail: `Compare at /policies/${kind}/diff/${base}/${latest.version}.`,
      errors: [
        ...since.map(({ version, author, summary }) => ({
          pointer: '/body/base',
          detail: `Version ${version} by ${author}: ${summary}`,
        })),
        ...changed.slice(0, 50).map(({ kind: change, text }) => ({
          pointer: '/body/text',
          detail: `${change === 'added' ? '+' : '-'} ${text.slice(0, 300)}`,
        })),
      ],
    },
  )
}

function refuseUnfit({ text, material, effective, clock }: NewVersion, latest: Latest): void {
  const refuse = (pointer: string, detail: string) => {
    throw new AppError('bad_input', detail, { errors: [{ pointer, detail }] })
  }
  if (text.split('\n').length > MOST_LINES) refuse('/body/text', `A policy has at most ${MOST_LINES} lines.`)
  if (text.trim() === latest.text.trim())
    refuse('/body/text', 'This is the text of the newest version: nothing changes.')
  const soonest = addDays(dayOf(clock), material ? noticeDays : 0)
  if (effective < soonest) {
    const why = material
      ? `A material change is announced ${noticeDays} days before: `
      : 'A change cannot hold from the past: '
    refuse('/body/effective', `${why}the first possible day is ${soonest}.`)
  }
  if (effective < latest.effective)
    refuse('/body/effective', `Version ${latest.version} holds from ${latest.effective}; this one cannot hold before.`)
}
