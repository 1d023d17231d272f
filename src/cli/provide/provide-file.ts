import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { loadConfig } from '../../config.ts'
import { deliver } from '../../modules/providers/index.ts'
import type { ProviderTables } from '../../modules/providers/index.ts'
import { systemClock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openDeliveries } from '../../refinery/index.ts'
import { openMappings, type Field } from '../../refinery/intake/index.ts'
import { createReport, formatCount } from '../report.ts'
import { stopSignal } from '../stop-signal.ts'
import { withDatabase } from '../with-database.ts'

type Options = {
  provider: string
  country?: string
  map: Record<string, Field | null>
  data: string
  json?: boolean
}

/** Takes a file of a provider in, in the database of a running instance or of one that rests. */
export async function provideFile(path: string, { provider, country, map, data, json }: Options): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new AppError('bad_input', `${path}: there is no such file. Check the path.`)
  const report = createReport({ json })
  const { databaseUrl: url } = loadConfig()
  const { row, fresh, recalled } = await withDatabase({ data, url }, (postgres) =>
    deliver(
      {
        db: postgres.as<ProviderTables>('intake'),
        clock: systemClock,
        deliveries: openDeliveries(data),
        mappings: openMappings(data),
      },
      {
        provider,
        path,
        file: basename(path),
        country: country ?? null,
        // Without a choice there is nothing to remember, and what was chosen before holds.
        mapping: Object.keys(map).length > 0 ? map : undefined,
        actor: 'local',
        signal: stopSignal(),
      },
    ),
  )
  const { batch, contract, rows, rejected, reasons, dropped, delivered_at } = row
  const delivered = delivered_at.toISOString()
  report.result({
    batch,
    provider,
    contract,
    file: row.file,
    rows,
    rejected,
    reasons,
    dropped,
    delivered,
    fresh,
    recalled,
  })
  const refused = Object.entries(reasons).map(([reason, count]) => [`  ${reason}`, formatCount(count)])
  const lines = [['Rows taken', formatCount(rows)], ['Rows refused', formatCount(rejected)], ...refused]
  report.table([`Delivery ${batch}`, ''], lines)
  const chosen = Object.entries(recalled).map(
    ([column, field]) => `“${column}” ${field === null ? 'is left out' : `holds ${field}`}`,
  )
  if (chosen.length > 0) report.say(`As chosen last for such a file: ${chosen.join(', ')}. Say otherwise with --map.`)
  report.say(fresh ? 'The next build uses it: fairlist build' : 'It was delivered before: nothing changed.')
}
