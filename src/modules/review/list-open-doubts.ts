import { AppError } from '../../platform/errors/index.ts'
import type { KnownDoubt } from '../../refinery/index.ts'
import { decide } from './decide.ts'
import { decisionsInForce, type Decision } from './list-decisions.ts'
import type { ReviewDependencies } from './review-dependencies.ts'

/** A doubt with what was decided of it since. */
export type OpenDoubt = KnownDoubt & { decision: Decision | null }

/** What linking was in doubt of, of people who are shown, with what was decided since: most valuable first. */
export async function listOpenDoubts({ db, data, identity, shownOf }: ReviewDependencies): Promise<OpenDoubt[]> {
  const doubts = await identity.listDoubts()
  const shown = await shownOf([...new Set(doubts.flatMap(({ contacts }) => contacts))])
  const decisions = await decisionsInForce({ db, data })
  return doubts
    .filter(({ contacts }) => contacts.every((id) => shown.has(id)))
    .map((doubt) => ({ ...doubt, decision: decisions.findLast((each) => isAbout(each, doubt)) ?? null }))
}

function isAbout({ verdict, a, b }: Decision, doubt: KnownDoubt): boolean {
  const meets = (side: readonly string[], digests: readonly string[]) => digests.some((digest) => side.includes(digest))
  if (verdict === 'one') return meets([...a, ...b], doubt.a) && meets([...a, ...b], doubt.b)
  return (meets(a, doubt.a) && meets(b, doubt.b)) || (meets(a, doubt.b) && meets(b, doubt.a))
}

/** One of them. Throws `not_found`. */
export async function getOpenDoubt(dependencies: ReviewDependencies, number: number): Promise<OpenDoubt> {
  const found = (await listOpenDoubts(dependencies)).find((each) => each.number === number)
  if (!found) throw new AppError('not_found', `There is no doubt ${number}.`)
  return found
}

type Verdict = { number: number; edition: string; verdict: 'one' | 'two'; why?: string | undefined; actor: string }

/** Decides a doubt of the edition that was looked at. Throws `not_found`, `conflict` when another is served by now. */
export async function decideDoubt(
  dependencies: ReviewDependencies,
  asked: Verdict & { served: string },
): Promise<number> {
  const { number, edition, served, verdict, why, actor } = asked
  if (edition !== served) throw new AppError('conflict', 'Another edition is served by now. Look at its doubts.')
  const { a, b, contacts } = await getOpenDoubt(dependencies, number)
  return decide(dependencies, { verdict, a, b, contacts, why, actor })
}
