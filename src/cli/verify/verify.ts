import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { collectEvidence } from '../../app-evidence.ts'
import { loadConfig } from '../../config.ts'
import { cleanEmail } from '../../engine/clean/index.ts'
import { systemClock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { getManifest } from '../../refinery/index.ts'
import { inspectFile, openTable } from '../../refinery/intake/index.ts'
import {
  judgeSuppressed,
  listDueAddresses,
  openEmptyStore,
  openVerdictStore,
  verifyAddresses,
  type MailCheck,
  type Pace,
} from '../../refinery/verify/index.ts'
import { createReport, type Report } from '../report.ts'
import { stopSignal } from '../stop-signal.ts'

export type VerifyOptions = {
  column?: string
  out?: string
  edition?: boolean
  limit: number
  data: string
  json?: boolean
}

/** Verifies what is named, tells progress, and writes one line an address, in the order given. */
export async function verify(what: readonly string[], options: VerifyOptions, pace: Partial<Pace> = {}): Promise<void> {
  const config = loadConfig()
  const { egress = null } = config
  const report = createReport({ json: options.json })
  const clock = systemClock
  const signal = stopSignal()
  try {
    const { data, edition } = options
    const isSuppressed = edition ? await judgeSuppressed(await collectEvidence({ data, config })) : () => false
    const written = [...new Set(await collect(what, options))].filter((address) => !isSuppressed(address))
    const wanted = new Set(written.map(keyOf))
    if (egress === null)
      report.say('Verification is off: nobody is asked. Set VERIFY_EGRESS=on, VERIFY_HELO and VERIFY_SENDER.')
    const store =
      egress === null ? openEmptyStore() : await openVerdictStore(data, { clock, wanted, forget: isSuppressed })
    const checks = new Map<string, MailCheck>()
    const onCheck = (check: MailCheck) => {
      checks.set(check.address, check)
      report.progress({ step: 'Ask mail servers', done: checks.size, total: wanted.size, unit: 'addresses' })
    }
    try {
      await verifyAddresses(written, { egress, store, clock, onCheck, pace, signal })
    } finally {
      await store.close()
    }
    signal.throwIfAborted()
    report.end()
    await tell(written, checks, options, report)
  } catch (error) {
    if (!signal.aborted) throw error
    throw new AppError('conflict', 'Verification was stopped. What was found out is kept: run it again to go on.', {
      cause: error,
    })
  } finally {
    report.end()
  }
}

async function tell(
  written: readonly string[],
  checks: ReadonlyMap<string, MailCheck>,
  { out, json, edition }: VerifyOptions,
  report: Report,
): Promise<void> {
  const counts: Record<string, number> = { deliverable: 0, undeliverable: 0, 'accept-all': 0, unknown: 0 }
  for (const { verdict } of checks.values()) counts[verdict]++
  const said = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`)
  report.say(`${checks.size} addresses: ${said.join(', ')}`)
  if (out !== undefined) await writeFile(out, csvOf(written, checks))
  else if (!json && !edition) process.stdout.write(csvOf(written, checks))
  report.result({ addresses: checks.size, ...counts })
}

const HEADER = ['email', 'address', 'verdict', 'reason', 'exists', 'checked_at', 'list_version', 'retry_at']

function csvOf(written: readonly string[], checks: ReadonlyMap<string, MailCheck>): string {
  const rows = written.flatMap((email) => {
    const check = checks.get(keyOf(email))
    if (check === undefined) return []
    const address = check.reason === 'bad_syntax' ? '' : check.address
    const exists = check.exists === null ? '' : check.exists ? 'yes' : 'no'
    return [[email, address, check.verdict, check.reason, exists, check.checked, check.lists, check.retry ?? '']]
  })
  return `${Papa.unparse([HEADER, ...rows], { newline: '\n', escapeFormulae: true })}\n`
}

/** The name under which a check is kept. */
function keyOf(written: string): string {
  return cleanEmail(written).value ?? written
}

async function collect(what: readonly string[], { column, edition, limit, data }: VerifyOptions): Promise<string[]> {
  const found: string[] = []
  for (const each of what) {
    if (each.includes('@') && !(await isFile(each))) found.push(each)
    else for await (const address of readColumn(each, column)) found.push(address)
  }
  if (!edition) return found
  const { edition: id } = await getManifest(data)
  const contacts = join(data, 'editions', id, 'contacts.parquet')
  const due = await listDueAddresses({ contacts, data, now: systemClock.now(), limit })
  // One after the other: a list of millions is too long for the arguments of a call.
  for (const address of due) found.push(address)
  return found
}

async function* readColumn(path: string, named: string | undefined): AsyncGenerator<string> {
  const { columns } = await inspectFile(path)
  const chosen = columns.filter(({ column, field }) => (named === undefined ? field === 'email' : column === named))
  if (chosen.length === 0) {
    const why = named === undefined ? 'No column of it looks like e-mail addresses.' : `It has no column ${named}.`
    throw new AppError('bad_input', `${path}: ${why} Name one with --column.`)
  }
  for await (const { rows } of (await openTable(path)).chunks())
    for (const row of rows) for (const { index } of chosen) if (row[index].trim() !== '') yield row[index]
}

async function isFile(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
