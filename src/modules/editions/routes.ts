import multipart from '@fastify/multipart'
import type { z } from 'zod'
import { buildRoutes } from './build-routes.ts'
import { BuildDesk, type BuildJob } from './build-desk.ts'
import { access } from './policy.ts'
import { presentEdition } from './present.ts'
import * as schemas from './schemas.ts'
import { uploadRoutes } from './upload-routes.ts'
import { UploadStore } from './upload-store.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { diffEditions, getManifest, listEditions, rollBack } from '../../refinery/index.ts'

/** What the module needs of the rest. */
export type EditionDependencies = {
  /** The data directory. */
  data: string
  clock: Clock
  /** The edition that is served, and the order to look at `current.json` now. */
  catalogue: { edition(): string | null; refresh(): Promise<void> }
  /** Starts a build in a process of its own, or queues it; resolves when that is done, not when the build is. */
  startBuild: (job: BuildJob) => Promise<void>
  /** Version of the program. */
  version: string
  /** Largest file taken, in bytes (default 2 GB). */
  uploadLimit?: number
}

/** The routes of editions: what is served, what was built and from what, uploads, builds, and the instance itself. */
export function editionRoutes(options: EditionDependencies): (app: HttpApp) => Promise<void> {
  const uploads = new UploadStore(options)
  const desk = new BuildDesk({ ...options, uploads })
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      await routes.register(multipart, { limits: { files: 1, fileSize: options.uploadLimit ?? 2 * 2 ** 30 } })
      instanceRoutes(routes, options)
      editionListRoutes(routes, options)
      uploadRoutes(routes, { uploads, desk })
      buildRoutes(routes, { data: options.data, desk })
    })
  }
}

const tags = ['Editions']

function instanceRoutes(app: HttpApp, options: EditionDependencies): void {
  app.get(
    '/v1/instance',
    {
      config: access.open,
      schema: { tags, summary: 'This instance', response: { 200: schemas.Instance } },
    },
    (request) => describeInstance(request.host, options),
  )
}

async function describeInstance(
  host: string,
  { data, catalogue, version }: EditionDependencies,
): Promise<z.output<typeof schemas.Instance>> {
  const edition = catalogue.edition()
  const manifest = edition === null ? null : await getManifest(data, edition).catch(() => null)
  return { name: 'Fairlist', version, edition, sample: manifest?.sample ?? false, operator: false, host }
}

function editionListRoutes(app: HttpApp, { data, catalogue }: EditionDependencies): void {
  app.get(
    '/v1/editions',
    {
      config: access.read,
      schema: { tags, summary: 'Every edition, newest first', response: { 200: schemas.EditionsAnswer } },
    },
    async () => ({ serving: catalogue.edition(), items: (await listEditions(data)).map(presentEdition) }),
  )
  app.get(
    '/v1/editions/:id',
    {
      config: access.read,
      schema: {
        tags,
        summary: 'The manifest of an edition',
        params: schemas.ById,
        response: { 200: schemas.Manifest },
      },
    },
    ({ params }) => getManifest(data, params.id),
  )
  app.get(
    '/v1/editions/:id/diff/:other',
    {
      config: access.read,
      schema: {
        tags,
        summary: 'What changed from one edition to another',
        params: schemas.ByTwoIds,
        response: { 200: schemas.EditionDiff },
      },
    },
    ({ params }) => diffEditions(data, params.id, params.other),
  )
  app.post(
    '/v1/editions/:id/serve',
    {
      config: access.change,
      schema: {
        tags,
        summary: 'Serve this edition from now on: publish it, or roll back to it',
        params: schemas.ById,
        response: { 200: schemas.ServeAnswer },
      },
    },
    ({ params }) => serveEdition(params.id, { data, catalogue }),
  )
}

/** Makes an edition current and waits until it is served. One that cannot be served is taken back. */
async function serveEdition(
  id: string,
  { data, catalogue }: Pick<EditionDependencies, 'data' | 'catalogue'>,
): Promise<{ serving: string }> {
  const before = catalogue.edition()
  const { edition } = await rollBack(data, id)
  await catalogue.refresh()
  if (catalogue.edition() === edition) return { serving: edition }
  if (before !== null) await rollBack(data, before)
  throw new AppError(
    'conflict',
    `Edition ${edition} cannot be served: its search index is missing or of another version.`,
  )
}
