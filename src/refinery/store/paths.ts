import { join } from 'node:path'

/** Where things are below a data directory. */
export function storePaths(data: string) {
  return {
    data,
    /** `{ edition, ledger }`: what is served, and whose ids the next build continues. Replaced by one rename. */
    current: join(data, 'current.json'),
    editions: join(data, 'editions'),
    edition: (id: string) => join(data, 'editions', id),
    manifest: (id: string) => join(data, 'editions', id, 'manifest.json'),
    ledgers: join(data, 'ledgers'),
    ledger: (id: string) => join(data, 'ledgers', `${id}.parquet`),
    batches: join(data, 'batches'),
    batch: (id: string) => join(data, 'batches', id),
    /** Batches on their way out. */
    removed: join(data, 'intake', 'removed'),
    /** Keyed digests of whom a removed batch spoke of. */
    said: (id: string) => join(data, 'intake', 'said', `${id}.parquet`),
    /** Who supports what in each edition: private, and gone with its edition. */
    supports: join(data, 'intake', 'support'),
    support: (id: string) => join(data, 'intake', 'support', `${id}.parquet`),
    /** How the contacts of each edition came about: private, and gone with its edition. */
    explains: join(data, 'intake', 'explain'),
    explain: (id: string) => join(data, 'intake', 'explain', id),
    /** Verification results that each edition was built from: private, and gone with its edition. */
    checks: join(data, 'verification', 'editions'),
    check: (id: string) => join(data, 'verification', 'editions', `${id}.parquet`),
    values: join(data, 'values'),
    dictionary: (kind: string, version: string) => join(data, 'values', `${kind}-${version}.parquet`),
    commitmentKey: join(data, 'keys', 'commitment.key'),
    /** The running build's own folder: swept when a build starts. */
    build: join(data, 'build'),
    status: join(data, 'build', 'status.json'),
    lock: join(data, 'build', 'lock.duckdb'),
    work: join(data, 'build', 'work'),
  }
}

export type StorePaths = ReturnType<typeof storePaths>
