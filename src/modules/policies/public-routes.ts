import { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { differenceOf, hrefOf } from './current-policy.ts'
import { diffLines } from './diff-lines.ts'
import { getVersion } from './get-version.ts'
import { listVersions } from './list-versions.ts'
import type { PolicyDependencies } from './policy-dependencies.ts'
import { getPolicyKind, policyKinds } from './policy-kinds.ts'
import { renderMarkdown } from './render-markdown.ts'
import { upcomingChanges } from './upcoming-changes.ts'
import { dayOf, findHolding, stateOf } from './version-state.ts'
import type { PolicyVersion } from './version-state.ts'

const ByKind = z.object({ kind: z.string().max(40) })
const ByVersion = ByKind.extend({ version: z.coerce.number().int().min(1).max(1_000_000) })
const ByVersions = ByKind.extend({
  before: z.coerce.number().int().min(1).max(1_000_000),
  after: z.coerce.number().int().min(1).max(1_000_000),
})

const config = { access: 'public' } as const

/** The pages on which everybody reads the policies, each in every version, and compares two. */
export function publicRoutes(app: HttpApp, dependencies: PolicyDependencies): void {
  const { db, clock } = dependencies
  app.get('/policies', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.page('policies', { items: await listItems(dependencies) }),
  )
  app.get('/policies/:kind', { config, schema: { hide: true, params: ByKind } }, async ({ params }, reply) => {
    const { kind } = getPolicyKind(params.kind)
    const all = await listVersions(db, kind)
    const shown = findHolding(all, dayOf(clock)) ?? all[0]
    return reply.page('policy', await presentPage(dependencies, { kind, version: shown?.version ?? 1 }))
  })
  app.get(
    '/policies/:kind/versions/:version',
    { config, schema: { hide: true, params: ByVersion } },
    async ({ params }, reply) => reply.page('policy', await presentPage(dependencies, params)),
  )
  app.get(
    '/policies/:kind/diff/:before/:after',
    { config, schema: { hide: true, params: ByVersions } },
    async ({ params }, reply) => reply.page('policy-difference', await presentDifference(dependencies, params)),
  )
}

async function listItems({ db, clock }: PolicyDependencies) {
  const [versions, changes] = await Promise.all([listVersions(db), upcomingChanges(db, { clock })])
  return policyKinds.flatMap(({ kind, title, about }) => {
    const own = versions.filter(({ policy }) => policy === kind)
    const holding = findHolding(own, dayOf(clock))
    const coming = changes.find((change) => change.kind === kind) ?? null
    if (!holding) return []
    const { version, effective } = holding
    return [{ title, about, version: String(version), effective, href: `/policies/${kind}`, coming }]
  })
}

async function presentPage({ db, clock }: PolicyDependencies, asked: { kind: string; version: number }) {
  const { title } = getPolicyKind(asked.kind)
  const { found, all } = await getVersion(db, asked)
  const day = dayOf(clock)
  return {
    title,
    version: String(found.version),
    effective: found.effective,
    state: stateOf(found, all, day),
    html: renderMarkdown(withoutTitle(found.text)),
    versions: all.toReversed().map((each) => presentVersion(each, all, day)),
  }
}

/** The page shows the title as its own heading. */
function withoutTitle(text: string): string {
  return text.replace(/^\s*# .*\n+/, '')
}

function presentVersion(each: PolicyVersion, all: PolicyVersion[], day: string) {
  const { policy, version, effective, summary } = each
  const difference = differenceOf(policy, { from: version - 1, to: version })
  const state = stateOf(each, all, day)
  return { version: String(version), effective, state, summary, href: hrefOf(policy, version), difference }
}

async function presentDifference(
  { db }: PolicyDependencies,
  { kind, before, after }: { kind: string; before: number; after: number },
) {
  const { title } = getPolicyKind(kind)
  if (before >= after)
    throw new AppError('not_found', 'A version is compared with a later one: the smaller number comes first.')
  const [older, newer] = await Promise.all([
    getVersion(db, { kind, version: before }),
    getVersion(db, { kind, version: after }),
  ])
  const side = ({ found }: typeof older) => ({
    version: String(found.version),
    effective: found.effective,
    href: hrefOf(kind, found.version),
  })
  const between = newer.all.filter(({ version }) => version > before && version <= after)
  return {
    title,
    before: side(older),
    after: side(newer),
    summary: between.map(({ summary }) => summary).join('\n'),
    lines: diffLines(older.found.text, newer.found.text),
  }
}
