import multipart from '@fastify/multipart'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { contribute } from './contribute.ts'
import { requireMember } from './contribution-dependencies.ts'
import type { ContributionDependencies } from './contribution-dependencies.ts'
import { getContribution } from './find-contribution.ts'
import limits from './limits.json' with { type: 'json' }
import { listContributions } from './list-contributions.ts'
import { listRows } from './list-rows.ts'
import { access } from './policy.ts'
import { presentContribution, presentDetail } from './present-contribution.ts'
import * as schemas from './schemas.ts'
import { takeBackRoutes } from './take-back-routes.ts'
import { uploadRoutes } from './upload-routes.ts'

const tags = ['Contributions']
const config = access.contribute

/** The routes of contributions: what members give, what became of it, taking it back. */
export function contributionRoutes(dependencies: ContributionDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      await routes.register(multipart, { limits: { files: 1, fileSize: limits.fileBytes } })
      termsRoutes(routes, dependencies)
      uploadRoutes(routes, dependencies)
      giveRoute(routes, dependencies)
      lookRoutes(routes, dependencies)
      takeBackRoutes(routes, dependencies)
    })
  }
}

function termsRoutes(app: HttpApp, { terms }: ContributionDependencies): void {
  const response = { 200: schemas.TermsAnswer }
  const show = async (user: string) => {
    const current = await terms.current()
    return { ...current, accepted: await terms.isAccepted({ user, version: current.version }) }
  }
  app.get(
    '/v1/contributions/terms',
    { config, schema: { tags, summary: 'The contribution terms, and whether one has agreed to them', response } },
    (request) => show(requireMember(request).user),
  )
  app.post(
    '/v1/contributions/terms',
    { config, schema: { tags, summary: 'Agree to the contribution terms', body: schemas.AgreedTerms, response } },
    async (request) => {
      const { user } = requireMember(request)
      const { version } = await terms.current()
      if (request.body.version !== version)
        throw new AppError('conflict', `Version ${version} of the contribution terms holds now. Read it, then agree.`)
      await terms.accept({ user, version, remoteAddress: request.ip })
      return show(user)
    },
  )
}

function giveRoute(app: HttpApp, dependencies: ContributionDependencies): void {
  app.post(
    '/v1/contributions',
    {
      config: { ...config, rateLimit: { max: limits.requestsPerMinute, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Contribute one contact, or a file that was sent before',
        description:
          'Whole or not at all; it waits for the next edition. Sent again with the same Idempotency-Key it is answered the same and taken once; the same key with something else is refused with 409. Before the contribution terms are agreed to it is refused with 409.',
        headers: schemas.ContributeHeaders,
        body: schemas.NewContribution,
        response: { 201: schemas.ContributionDetail },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key']
      const contribution = await contribute(dependencies, { ...requireMember(request), given: request.body, key })
      return reply.status(201).send(await presentDetail(dependencies.db, contribution))
    },
  )
}

function lookRoutes(app: HttpApp, dependencies: ContributionDependencies): void {
  const { db } = dependencies
  app.get(
    '/v1/contributions',
    {
      config,
      schema: {
        tags,
        summary: 'What one’s organisation contributed',
        querystring: schemas.ContributionsQuery,
        response: { 200: schemas.ContributionsPage },
      },
    },
    async (request) => {
      const { rows, next } = await listContributions(db, requireMember(request).account, request.query)
      return { items: rows.map(presentContribution), next }
    },
  )
  app.get(
    '/v1/contributions/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One contribution, with what became of it',
        params: schemas.ById,
        response: { 200: schemas.ContributionDetail },
      },
    },
    async (request) => {
      const { account } = requireMember(request)
      return presentDetail(db, await getContribution(db, { account, id: request.params.id }))
    },
  )
  app.get(
    '/v1/contributions/:id/rows',
    {
      config,
      schema: {
        tags,
        summary: 'Its rows, by their line in the file, with what became of each in the edition that is served',
        params: schemas.ById,
        querystring: schemas.RowsQuery,
        response: { 200: schemas.RowsPage },
      },
    },
    (request) => {
      const { account } = requireMember(request)
      return listRows(dependencies, { account, id: request.params.id, ...request.query })
    },
  )
}
