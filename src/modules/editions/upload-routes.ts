import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import type { BuildDesk } from './build-desk.ts'
import { inspectUpload } from './inspect-upload.ts'
import { presentUpload } from './present.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'
import type { UploadStore } from './upload-store.ts'

const tags = ['Uploads']

/** Takes files, looks into them, and forgets those that nobody builds from. */
export function uploadRoutes(app: HttpApp, { uploads, desk }: { uploads: UploadStore; desk: BuildDesk }): void {
  const sweep = async () => {
    const status = await desk.status()
    await uploads.sweep(status?.state === 'done' ? status.started : null)
  }
  app.addHook('onReady', sweep)
  app.post(
    '/v1/uploads',
    {
      config: access.change,
      schema: {
        tags,
        summary: 'Send a file (multipart, field `file`) and see what is in it',
        consumes: ['multipart/form-data'],
        response: { 201: schemas.Upload },
      },
    },
    async (request, reply) => {
      await sweep()
      const part = await request.file()
      if (!part) throw new AppError('bad_input', 'Send the file as multipart form data in the field `file`.')
      const upload = await uploads.receive(part.file, part.filename)
      return reply.status(201).send(presentUpload(upload, await inspectUpload(uploads, upload)))
    },
  )
  app.delete(
    '/v1/uploads/:id',
    {
      config: access.change,
      schema: { tags, summary: 'Forget an upload', params: schemas.ById },
    },
    async ({ params }, reply) => {
      await uploads.delete(params.id)
      return reply.status(204).send()
    },
  )
}
