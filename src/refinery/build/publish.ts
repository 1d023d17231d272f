import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { calibration } from '../../engine/merge/index.ts'
import { sqlText } from '../../platform/duckdb/index.ts'
import { writeJsonFile } from '../../platform/files/index.ts'
import type { Manifest } from '../edition/manifest.ts'
import { calibrationName } from '../contacts/keep-calibration.ts'
import { trustName } from '../merge/trust-sources.ts'
import { editionRoot } from '../edition/seal-table.ts'
import { completeness, draftFolder, type SealedTable } from '../edition/write-edition.ts'
import { draftExplain, draftTrust } from '../explain/write-explain.ts'
import { tellDropped } from '../gate/drop-suppressed.ts'
import { commitToInputs } from '../store/commitment.ts'
import { setCurrent } from '../store/current.ts'
import { draftSupport, writeSupport } from '../support/write-support.ts'
import { keepChecks, sealChecks } from '../values/read-checks.ts'
import type { BuildContext } from './build-context.ts'
import type { BuildReport } from './build-report.ts'
import { countRecords } from './count-records.ts'

type Publication = {
  options: { asOf?: string; members?: string; workplaces?: string }
  /** Versions of every rule that had a part in it. */
  rules: string
  sealed: readonly SealedTable[]
  steps: BuildReport['steps']
  peakMemory: number
}

/** Writes manifest and ledgers, moves the edition into place, and makes both current by one rename. */
export async function publish(
  context: BuildContext,
  { options, rules, sealed, steps, peakMemory }: Publication,
): Promise<BuildReport> {
  const { paths, db, edition, batches } = context
  const counts = await countRecords(context)
  const checks = await sealChecks(context)
  const rowsOf = (name: string) => sealed.find((table) => table.name === name)?.rows ?? 0
  const report: BuildReport = {
    edition,
    root: editionRoot(sealed),
    ...counts.report,
    contacts: rowsOf('contacts'),
    companies: rowsOf('companies'),
    duplicates: counts.people - rowsOf('contacts'),
    completeness: await completeness(context),
    seconds: Math.round(steps.reduce((sum, step) => sum + step.seconds, 0) * 1000) / 1000,
    peakMemory,
    steps,
    dropped: [...new Set(batches.flatMap((batch) => batch.dropped))].sort(),
    notices: [],
  }
  const manifest: Manifest = {
    format: 1,
    edition,
    created: new Date().toISOString(),
    asOf: options.asOf ?? counts.newest,
    rules,
    parent: context.parentLedger,
    calibration: await calibrationName(context),
    reliabilities: await trustName(draftTrust(context)),
    inputs: {
      rows: counts.report.records,
      commitment: await commitToInputs(paths, { ...context, checks: checks?.digest ?? null }),
      ...(checks ? { verification: checks } : {}),
    },
    tables: sealed.map(({ name, rows, root }) => ({ name, rows, root })),
    root: report.root,
    quality: { completeness: report.completeness, calibration },
    sample: context.sample,
    report,
  }
  if (options.members) await db.run(`COPY (${MEMBERS}) TO ${sqlText(options.members)} (FORMAT csv, HEADER)`)
  if (options.workplaces) await db.run(`COPY (${WORKPLACES}) TO ${sqlText(options.workplaces)} (FORMAT csv, HEADER)`)
  await writeJsonFile(join(draftFolder(context), 'manifest.json'), manifest)
  const ledger = join(paths.work, 'ledger.parquet')
  await db.run(
    `COPY (SELECT * FROM ledger ORDER BY kind, member) TO ${sqlText(ledger)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await writeSupport(context, draftSupport(context))
  context.signal.throwIfAborted()
  await tellDropped(context)
  await mkdir(paths.supports, { recursive: true, mode: 0o700 })
  await rename(draftSupport(context), paths.support(edition))
  await mkdir(paths.explains, { recursive: true, mode: 0o700 })
  await rename(draftExplain(context), paths.explain(edition))
  await keepChecks(context)
  await mkdir(paths.editions, { recursive: true })
  await mkdir(paths.ledgers, { recursive: true })
  await rename(ledger, paths.ledger(edition))
  await rename(draftFolder(context), paths.edition(edition))
  await setCurrent(paths, { edition, ledger: edition })
  return report
}

const MEMBERS = `SELECT coalesce(r.record_id, r.row::VARCHAR) AS record_id, i.id AS contact_id
  FROM rows r JOIN content_people p USING (k) JOIN contact_ids i ON i.cluster = p.person ORDER BY ALL`

const WORKPLACES = `SELECT coalesce(r.record_id, r.row::VARCHAR) AS record_id, i.id AS company_id
  FROM rows r JOIN content_companies c USING (k) JOIN company_ids i ON i.cluster = c.company ORDER BY ALL`
