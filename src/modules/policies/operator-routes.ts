import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { diffLines } from './diff-lines.ts'
import { getVersion } from './get-version.ts'
import { listVersions } from './list-versions.ts'
import type { PolicyDependencies } from './policy-dependencies.ts'
import { getPolicyKind, policyKinds } from './policy-kinds.ts'
import { noticeDays, publishVersion } from './publish-version.ts'
import { renderMarkdown } from './render-markdown.ts'
import * as schemas from './schemas.ts'
import { listBlanks } from './seed-policies.ts'
import type { PolicyTables } from './tables.ts'
import { dayOf, stateOf } from './version-state.ts'
import type { PolicyVersion } from './version-state.ts'

const tags = ['Policies']
const read = { access: ['operator', 'privacy-officer'] } as const

/** What the operator sees of policies, and how a version is published. */
export function operatorRoutes(app: HttpApp, dependencies: PolicyDependencies): void {
  const { db, clock } = dependencies
  app.get(
    '/v1/operator/policies',
    {
      config: read,
      schema: { tags, summary: 'Policies with all their versions', response: { 200: schemas.PolicyList } },
    },
    async () => ({ noticeDays, items: await presentPolicies(dependencies) }),
  )
  app.get(
    '/v1/operator/policies/:kind/versions/:version',
    {
      config: read,
      schema: {
        tags,
        summary: 'One version with its text',
        params: schemas.ByVersion,
        response: { 200: schemas.VersionDetail },
      },
    },
    async ({ params }) => {
      const { found, all } = await getVersion(db, params)
      const item = presentVersion(found, { all, day: dayOf(clock), counts: await countPeople(db) })
      return { ...item, kind: params.kind, text: found.text, html: renderMarkdown(found.text) }
    },
  )
  app.post(
    '/v1/operator/policies/:kind/preview',
    {
      config: read,
      schema: {
        tags,
        summary: 'How a text would look, and what it changes',
        params: schemas.ByKind,
        body: schemas.Draft,
        response: { 200: schemas.Preview },
      },
    },
    async ({ params, body: { text } }) => {
      const newest = (await listVersions(db, getPolicyKind(params.kind).kind)).at(-1)?.version ?? 1
      const { found } = await getVersion(db, { kind: params.kind, version: newest })
      return { html: renderMarkdown(text), blanks: listBlanks(text), lines: diffLines(found.text, text) }
    },
  )
  publishRoute(app, dependencies)
}

function publishRoute(app: HttpApp, { db, clock, announce }: PolicyDependencies): void {
  app.post(
    '/v1/operator/policies/:kind/versions',
    {
      config: read,
      schema: {
        tags,
        summary: 'Publish a version',
        description: 'Answers 409, with what changed, when somebody published since `base`.',
        params: schemas.ByKind,
        body: schemas.NewVersion,
        response: { 201: schemas.Published },
      },
    },
    async (request, reply) => {
      const { kind } = request.params
      const { body } = request
      const version = await publishVersion(db, { ...body, kind, actor: actorOf(request), clock })
      if (body.material) await announce()
      return reply.status(201).send({ kind, version, effective: body.effective })
    },
  )
}

type Counts = Map<string, { notices: number; acceptances: number }>

async function countPeople(db: Kysely<PolicyTables>): Promise<Counts> {
  const { rows } = await sql<{ key: string; notices: number; acceptances: number }>`
    SELECT v.policy || '/' || v.version AS key,
      (SELECT count(*)::int FROM policy_notices n WHERE n.policy = v.policy AND n.version = v.version) AS notices,
      (SELECT count(*)::int FROM policy_acceptances a WHERE a.policy = v.policy AND a.version = v.version) AS acceptances
    FROM policy_versions v`.execute(db)
  return new Map(rows.map(({ key, ...counts }) => [key, counts]))
}

async function presentPolicies({ db, clock }: PolicyDependencies): Promise<z.input<typeof schemas.PolicyItem>[]> {
  const [versions, counts] = await Promise.all([listVersions(db), countPeople(db)])
  const day = dayOf(clock)
  return Promise.all(
    policyKinds.map(async ({ kind, title, about, accepted }) => {
      const all = versions.filter(({ policy }) => policy === kind)
      const newest = all.at(-1)
      const text = newest ? (await getVersion(db, { kind, version: newest.version })).found.text : ''
      const items = all.toReversed().map((each) => presentVersion(each, { all, day, counts }))
      return { kind, title, about, accepted, blanks: listBlanks(text), versions: items }
    }),
  )
}

function presentVersion(
  row: PolicyVersion,
  { all, day, counts }: { all: PolicyVersion[]; day: string; counts: Counts },
): z.input<typeof schemas.VersionItem> {
  const { policy, version, effective, material, summary, author, published_at, announced_at } = row
  return {
    version,
    effective,
    material,
    summary,
    author,
    state: stateOf(row, all, day),
    published: published_at.toISOString(),
    announced: announced_at?.toISOString() ?? null,
    ...(counts.get(`${policy}/${version}`) ?? { notices: 0, acceptances: 0 }),
  }
}
