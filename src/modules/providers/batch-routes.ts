import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { requireRunning } from './contract-terms.ts'
import { deliver } from './deliver.ts'
import { listBatches } from './list-batches.ts'
import { getProvider } from './list-providers.ts'
import { access } from './policy.ts'
import { presentBatch } from './present.ts'
import type { ProviderRouteDependencies } from './provider-dependencies.ts'
import { receiveDelivery } from './receive-delivery.ts'
import * as schemas from './schemas.ts'

const tags = ['Providers']
const config = access.operate

/** Deliveries of a provider: sent and listed. */
export function batchRoutes(app: HttpApp, dependencies: ProviderRouteDependencies): void {
  app.get(
    '/v1/providers/:id/batches',
    {
      config,
      schema: {
        tags,
        summary: 'What a provider delivered, newest first',
        params: schemas.ById,
        querystring: schemas.PageQuery,
        response: { 200: schemas.BatchesPage },
      },
    },
    async ({ params, query }) => {
      const { total, rows, next } = await listBatches(dependencies, params.id, query)
      return { total, items: rows.map(presentBatch), next }
    },
  )
  app.post(
    '/v1/providers/:id/batches',
    {
      config,
      schema: {
        tags,
        summary: 'Deliver a file (multipart: `file`, and if wanted `country` and `mapping`)',
        description:
          '`country` says where the people of rows are that name none (ISO 3166-1), `mapping` is JSON, column → field or null; without it, what was chosen last for such a header holds. ' +
          'Needs a contract that runs. Rows outside its territory are refused. The next build uses the rest; the same file again is answered with 200 and changes nothing.',
        consumes: ['multipart/form-data'],
        params: schemas.ById,
        response: { 200: schemas.BatchItem, 201: schemas.BatchItem },
      },
    },
    async (request, reply) => {
      const { id: provider } = request.params
      // Said before the file is read, and asked again when it is written down.
      requireRunning((await getProvider(dependencies, provider)).contracts, dependencies.clock.now())
      const { row, fresh } = await receiveDelivery(request, dependencies.uploads, async (received) =>
        deliver(dependencies, { ...received, provider, actor: actorOf(request) }).catch((error: unknown) => {
          throw nameFile(error, received)
        }),
      )
      return reply.status(fresh ? 201 : 200).send(presentBatch({ ...row, inForce: true }))
    },
  )
}

/** The reader knows the file by where it lies; the person knows it by its name. */
function nameFile(error: unknown, { path, file }: { path: string; file: string }): unknown {
  if (!(error instanceof AppError)) return error
  const { code, message, detail, errors } = error
  return new AppError(code, message.replaceAll(path, file), {
    cause: error,
    ...(detail ? { detail } : {}),
    ...(errors ? { errors } : {}),
  })
}
