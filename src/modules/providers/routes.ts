import multipart from '@fastify/multipart'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { batchRoutes } from './batch-routes.ts'
import { createProvider } from './create-provider.ts'
import { endContract } from './end-contract.ts'
import { getProvider, listProviders } from './list-providers.ts'
import { access } from './policy.ts'
import { presentProvider, presentWhole } from './present.ts'
import { previewEnding } from './preview-ending.ts'
import type { ProviderRouteDependencies } from './provider-dependencies.ts'
import * as schemas from './schemas.ts'
import { writeContract } from './write-contract.ts'

const tags = ['Providers']
const config = access.operate

/** Providers, their contracts and their deliveries: for those who run the instance. */
export function providerRoutes(dependencies: ProviderRouteDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      await routes.register(multipart, { limits: { files: 1, fields: 2, fileSize: dependencies.uploadLimit } })
      lookRoutes(routes, dependencies)
      createRoute(routes, dependencies)
      contractRoutes(routes, dependencies)
      batchRoutes(routes, dependencies)
    })
  }
}

function lookRoutes(app: HttpApp, dependencies: ProviderRouteDependencies): void {
  const { clock } = dependencies
  app.get(
    '/v1/providers',
    { config, schema: { tags, summary: 'Providers, by name', response: { 200: schemas.ProvidersPage } } },
    async () => ({
      items: (await listProviders(dependencies)).map((record) => presentProvider(record, clock.now())),
    }),
  )
  app.get(
    '/v1/providers/:id',
    {
      config,
      schema: {
        tags,
        summary: 'A provider with its contracts',
        params: schemas.ById,
        response: { 200: schemas.Provider },
      },
    },
    async ({ params }) => presentWhole(await getProvider(dependencies, params.id), clock.now()),
  )
  app.get(
    '/v1/providers/:id/ending',
    {
      config,
      schema: {
        tags,
        summary: 'What would be hidden if its contract ended now',
        description: 'Contacts that only this provider supports, and single fields of others.',
        params: schemas.ById,
        response: { 200: schemas.Ending },
      },
    },
    ({ params }) => previewEnding(dependencies, params.id),
  )
}

function createRoute(app: HttpApp, dependencies: ProviderRouteDependencies): void {
  app.post(
    '/v1/providers',
    {
      config,
      schema: { tags, summary: 'Enter a provider', body: schemas.NewProvider, response: { 201: schemas.Provider } },
    },
    async (request, reply) => {
      const id = await createProvider(dependencies, { ...request.body, actor: actorOf(request) })
      return reply.status(201).send(presentWhole(await getProvider(dependencies, id), dependencies.clock.now()))
    },
  )
}

function contractRoutes(app: HttpApp, dependencies: ProviderRouteDependencies): void {
  const { clock, refresh } = dependencies
  app.post(
    '/v1/providers/:id/contracts',
    {
      config,
      schema: {
        tags,
        summary: 'Write a contract down, the first one or a renewal',
        description:
          'What was hidden because the one before ended is shown again at once, where the territory covers it.',
        params: schemas.ById,
        body: schemas.NewContract,
        response: { 201: schemas.Provider },
      },
    },
    async (request, reply) => {
      const { id: provider } = request.params
      await writeContract(dependencies, { ...request.body, provider, actor: actorOf(request) })
      await refresh()
      return reply.status(201).send(presentWhole(await getProvider(dependencies, provider), clock.now()))
    },
  )
  app.post(
    '/v1/providers/:id/contracts/:contract/end',
    {
      config,
      schema: {
        tags,
        summary: 'End a contract early, now or on a day to come',
        description: 'When it ends now, what only this provider supports is hidden before the answer.',
        params: schemas.ByContract,
        body: schemas.EndedContract,
        response: { 200: schemas.Provider },
      },
    },
    async (request) => {
      const { id: provider, contract } = request.params
      await endContract(dependencies, { ...request.body, provider, contract, actor: actorOf(request) })
      await refresh()
      return presentWhole(await getProvider(dependencies, provider), clock.now())
    },
  )
}
