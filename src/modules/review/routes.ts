import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { getManifest } from '../../refinery/index.ts'
import { actorOf } from '../audit/index.ts'
import { mergeContacts, splitContact } from './decide-of-contacts.ts'
import { listDecisions } from './list-decisions.ts'
import { decideDoubt, getOpenDoubt, listOpenDoubts, type OpenDoubt } from './list-open-doubts.ts'
import { listHandParts } from './list-hand-parts.ts'
import { access } from './policy.ts'
import { presentDecision } from './present-decision.ts'
import { presentHandParts } from './present-hand-parts.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import * as schemas from './schemas.ts'
import { undoDecision } from './undo-decision.ts'

const tags = ['Review']
const config = access.review

/** Decisions by hand, what there is to decide, and why contacts are what they are: for those who run the instance. */
export function reviewRoutes(dependencies: ReviewDependencies): (app: HttpApp) => void {
  return (app) => {
    decisionRoutes(app, dependencies)
    doubtRoutes(app, dependencies)
    whyRoute(app, dependencies)
  }
}

function decisionRoutes(app: HttpApp, dependencies: ReviewDependencies): void {
  app.get(
    '/v1/decisions',
    { config, schema: { tags, summary: 'What was decided by hand', response: { 200: schemas.DecisionsPage } } },
    async () => ({ items: (await listDecisions(dependencies)).map(presentDecision).toReversed() }),
  )
  app.post(
    '/v1/decisions',
    {
      config,
      schema: {
        tags,
        summary: 'Decide that two contacts are one, or that some records of a contact are somebody else',
        description: 'Every build from the next one obeys.',
        body: schemas.NewDecision,
        response: { 201: schemas.Decided },
      },
    },
    async (request, reply) => {
      const { body } = request
      const actor = actorOf(request)
      const number = await (body.verdict === 'one'
        ? mergeContacts(dependencies, { contacts: body.contacts, why: body.why, actor })
        : splitContact(dependencies, { contact: body.contact, records: body.records, why: body.why, actor }))
      return reply.status(201).send({ number })
    },
  )
  app.post(
    '/v1/decisions/:number/undo',
    {
      config,
      schema: { tags, summary: 'Undo a decision', params: schemas.ByNumber, response: { 200: schemas.Decided } },
    },
    async (request) => {
      const { number } = request.params
      await undoDecision(dependencies, { number, actor: actorOf(request) })
      return { number }
    },
  )
}

function doubtRoutes(app: HttpApp, dependencies: ReviewDependencies): void {
  const { data, identity } = dependencies
  app.get(
    '/v1/review',
    { config, schema: { tags, summary: 'What linking was in doubt of', response: { 200: schemas.DoubtsPage } } },
    async () => ({
      edition: (await getManifest(data)).edition,
      items: (await listOpenDoubts(dependencies)).map(presentDoubt),
    }),
  )
  app.get(
    '/v1/review/:number',
    {
      config,
      schema: {
        tags,
        summary: 'A doubt: what both sides say, and what speaks for and against',
        params: schemas.ByNumber,
        response: { 200: schemas.Doubt },
      },
    },
    async ({ params: { number } }) => {
      const open = presentDoubt(await getOpenDoubt(dependencies, number))
      return { ...(await identity.explainDoubt(number)), ...open }
    },
  )
  app.post(
    '/v1/review/:number',
    {
      config,
      schema: {
        tags,
        summary: 'Decide a doubt',
        params: schemas.ByNumber,
        body: schemas.DoubtVerdict,
        response: { 201: schemas.Decided },
      },
    },
    async (request, reply) => {
      const served = (await getManifest(data)).edition
      const asked = { ...request.body, ...request.params, served, actor: actorOf(request) }
      return reply.status(201).send({ number: await decideDoubt(dependencies, asked) })
    },
  )
}

function whyRoute(app: HttpApp, dependencies: ReviewDependencies): void {
  const { identity, shownOf } = dependencies
  app.get(
    '/v1/contacts/:id/why',
    {
      config,
      schema: {
        tags,
        summary: 'Why its records are one contact, and which value won each field',
        params: schemas.ById,
        response: { 200: schemas.Explanation },
      },
    },
    async ({ params: { id } }) => {
      if (!(await shownOf([id])).has(id)) {
        const heir = await identity.findHeir(id)
        const isShown = heir !== null && (await shownOf([heir])).has(heir)
        throw new AppError('not_found', isShown ? `${id} is part of ${heir} now.` : `There is no contact ${id}.`)
      }
      const found = await identity.explainOne(id)
      const parts = await listHandParts(dependencies, { edition: found.edition, contacts: [found] })
      return { ...found, hand: await presentHandParts(dependencies, parts) }
    },
  )
}

function presentDoubt({ number, isOne, weight, worth, contacts, decision }: OpenDoubt) {
  return { number, isOne, weight, worth, contacts, decision: decision && presentDecision(decision) }
}
