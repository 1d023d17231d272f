import { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { expireExports } from './end-export.ts'
import type { ExportDependencies } from './export-dependencies.ts'
import { writeExport } from './write-export.ts'

const OneExport = z.object({ export: z.string() })
const Nothing = z.object({})
export type WriteExportJob = Job<z.output<typeof OneExport>>
export type ExpireExportsJob = Job<z.output<typeof Nothing>>

/** Leaves a job to be done, once for a key. */
export type SendExport = (
  job: WriteExportJob,
  payload: { export: string },
  options: { key: string },
) => Promise<unknown>

/** The job that writes one export. It is tried again; what fails for good says so at the export. */
export function writeExportJob(dependencies: ExportDependencies): WriteExportJob {
  return defineJob({
    name: 'write-export',
    payload: OneExport,
    attempts: 1,
    limit: 3600,
    parallel: 2,
    run: async ({ export: id }, { signal }) => {
      try {
        await writeExport(id, dependencies, signal)
      } catch (error) {
        // The server is stopping: the next start takes it up again.
        if (signal.aborted) throw error
        const sentence = error instanceof AppError ? error.message : 'The file could not be written. Try again.'
        await dependencies.db
          .updateTable('exports')
          .set({ state: 'failed', error: sentence, finished_at: dependencies.clock.now() })
          .where('id', '=', id)
          .where('state', 'in', ['waiting', 'running'])
          .execute()
        throw error
      }
    },
  })
}

/** The job that removes files whose time is over. */
export function expireExportsJob(dependencies: ExportDependencies): ExpireExportsJob {
  return defineJob({
    name: 'expire-exports',
    payload: Nothing,
    schedule: { cron: '12 * * * *', payload: {} },
    attempts: 3,
    limit: 600,
    parallel: 1,
    run: async (_nothing, { log }) => {
      const files = await expireExports(dependencies)
      if (files > 0) log.info({ files }, 'exports expired')
    },
  })
}

/** Takes up again what a server that was stopped or killed had in hand. */
export async function resumeExports({ db }: ExportDependencies, send: SendExport, job: WriteExportJob): Promise<void> {
  const open = await db
    .selectFrom('exports')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('created_at')
    .execute()
  // A killed server leaves its piece of work marked as running; under a key of its own, it is not in our way.
  for (const { id } of open) await send(job, { export: id }, { key: `${id}:${newId()}` })
}
