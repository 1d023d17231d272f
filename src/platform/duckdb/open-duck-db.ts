import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { sqlText } from './text-format.ts'

/** An open DuckDB database with one connection. */
export type DuckDb = {
  /** Runs one statement and waits for its end. */
  run(sql: string): Promise<void>
  /** Runs a query and gives its rows as objects; integers beyond 2^53 throw. For results that fit in memory with ease. */
  rows<Row extends Record<string, unknown>>(sql: string): Promise<Row[]>
  /** Gives the only row of a query that always has one, such as a count. */
  row<Row extends Record<string, unknown>>(sql: string): Promise<Row>
  /** Reads INTEGER columns without NULLs as typed arrays, in the order of the query. */
  integers(sql: string): Promise<Int32Array[]>
  /** Writes a query's single text column to a file, a line each, exactly as it is. */
  writeLines(query: string, path: string): Promise<void>
  /** Stops the running statement; it fails with an interrupt error. */
  interrupt(): void
  close(): void
}

type Options = {
  /** Database file; in memory when absent. Opening a file that another process has open fails. */
  path?: string
  /** Bound on memory, in MB. */
  memory?: number
  /** Threads; DuckDB's own choice when absent. */
  threads?: number
  /** Folder to spill to when memory runs out. */
  temp?: string
}

/** Opens a database. Fails when the file is locked by another process. */
export async function openDuckDb(options: Options = {}): Promise<DuckDb> {
  const settings: Record<string, string> = { autoinstall_known_extensions: 'false' }
  if (options.memory) settings['memory_limit'] = `${options.memory}MB`
  if (options.threads) settings['threads'] = String(options.threads)
  if (options.temp) settings['temp_directory'] = options.temp
  const instance = await DuckDBInstance.create(options.path ?? ':memory:', settings)
  const connection = await instance.connect()
  const rows = async <Row extends Record<string, unknown>>(sql: string) => {
    const reader = await connection.runAndReadAll(sql)
    return reader.getRowObjectsJS().map(withSafeIntegers) as Row[]
  }
  return {
    rows,
    row: async <Row extends Record<string, unknown>>(sql: string) => {
      const [only] = await rows<Row>(sql)
      if (!only) throw new RangeError(`No row came from: ${sql}`)
      return only
    },
    run: async (sql) => void (await connection.run(sql)),
    integers: (sql) => readIntegers(connection, sql),
    writeLines: async (query, path) => {
      await connection.run(
        `COPY (${query}) TO ${sqlText(path)} (FORMAT csv, HEADER false, DELIMITER E'\\x01', QUOTE '', ESCAPE '')`,
      )
    },
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function readIntegers(connection: DuckDBConnection, sql: string): Promise<Int32Array[]> {
  const result = await connection.stream(sql)
  const parts: Int32Array[][] = Array.from({ length: result.columnCount }, () => [])
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    for (let c = 0; c < parts.length; c++) {
      const column = new Int32Array(chunk.rowCount)
      const vector = chunk.getColumnVector(c)
      for (let i = 0; i < column.length; i++) column[i] = vector.getItem(i) as number
      parts[c].push(column)
    }
  }
  return parts.map(concatenated)
}

function concatenated(parts: Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function withSafeIntegers(row: Record<string, unknown>): Record<string, unknown> {
  for (const [key, value] of Object.entries(row)) {
    if (typeof value !== 'bigint') continue
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
      throw new RangeError(`${key} holds an integer beyond 2^53`)
    }
    row[key] = Number(value)
  }
  return row
}
