import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import type { Inspection } from '../../refinery/intake/index.ts'
import { inspectUpload, presentUpload } from '../editions/index.ts'
import { findChildColumns, judgeRows } from './about-children.ts'
import { requireMember } from './contribution-dependencies.ts'
import type { ContributionDependencies } from './contribution-dependencies.ts'
import limits from './limits.json' with { type: 'json' }
import { access } from './policy.ts'
import { requireTerms } from './require-terms.ts'
import * as schemas from './schemas.ts'
import { sourceOf } from './source-of.ts'
import { uploadsOf } from './uploads-of.ts'

const tags = ['Contributions']
const limited = {
  ...access.contribute,
  rateLimit: { max: limits.uploadsPerMinute, timeWindow: '1 minute' },
}

/** Takes files of members, and shows what would become of them. Nothing is contributed yet. */
export function uploadRoutes(app: HttpApp, { db, clock, data, terms }: ContributionDependencies): void {
  const storeOf = async (account: string) => uploadsOf({ data, clock, source: await sourceOf(db, { account, clock }) })
  app.post(
    '/v1/contributions/uploads',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Send a file (multipart, field `file`) and see what would be taken of it',
        description: 'Kept for a day. Agree to the contribution terms first.',
        consumes: ['multipart/form-data'],
        response: { 201: schemas.ContributionUpload },
      },
    },
    async (request, reply) => {
      const { account, user } = requireMember(request)
      await requireTerms(terms, user)
      const uploads = await storeOf(account)
      await uploads.sweep(null)
      const part = await request.file()
      if (!part) throw new AppError('bad_input', 'Send the file as multipart form data in the field `file`.')
      const upload = await uploads.receive(part.file, part.filename)
      const judge = judgeRows(clock.now().toISOString().slice(0, 10))
      const inspection = withoutSources(await inspectUpload(uploads, upload, { judge }))
      const children = findChildColumns(inspection.columns.map(({ column }) => column))
      if (children.length > 0) {
        await uploads.delete(upload.id)
        const names = children.map((name) => `“${name}”`).join(', ')
        const words = `${upload.file} is about children: it has the column ${names}.`
        throw new AppError('bad_input', `${words} Data about children is never taken. Nothing was kept.`)
      }
      const dropped = inspection.columns.filter(({ forbidden }) => forbidden !== null).map(({ column }) => column)
      const shown = { ...presentUpload(upload, inspection), refused: inspection.refused, dropped }
      return reply.status(201).send(shown)
    },
  )
  app.delete(
    '/v1/contributions/uploads/:id',
    {
      config: access.contribute,
      schema: { tags, summary: 'Forget a file that was sent', params: schemas.ByUpload },
    },
    async (request, reply) => {
      const uploads = await storeOf(requireMember(request).account)
      await uploads.delete(request.params.id)
      return reply.status(204).send()
    },
  )
}

/** A column that names sources is left out: a member delivers in no other name. */
function withoutSources(inspection: Inspection): Inspection {
  const columns = inspection.columns.map((column) => (column.field === 'source' ? { ...column, field: null } : column))
  return { ...inspection, columns }
}
