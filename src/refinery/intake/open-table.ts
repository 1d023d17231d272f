import type { Dialect } from './dialect.ts'
import { createReject, type Reject } from './reject.ts'
import { createRowFitter } from './row-fitter.ts'
import { makeText, type MadeFormat } from './made-text.ts'
import { openSourceBytes } from './open-source-bytes.ts'
import { writeParquetText } from './parquet-text.ts'
import { sniffFile, type Sniffed } from './sniff-file.ts'
import { createDecoder, UNDECODABLE } from './text-decoder.ts'
import { Tokenizer, type Tokens } from './tokenizer.ts'

/** A piece of a table, in the order of the file. */
export type TableChunk = {
  /** Line of the first row (0 when the chunk has none). */
  firstLine: number
  /** Cells, as many in each row as the table has columns. */
  rows: string[][]
  /** First line of each row in the file, from 1. */
  lines: number[]
  /** Rows of this piece of the file that cannot be read. */
  rejects: Reject[]
}

export type FileFormat = Sniffed['format']

export type Table = {
  format: FileFormat
  /** Size of the file. */
  bytes: number
  encoding: string
  dialect: Dialect
  /** Names as in the header; `column1…` where there is none. */
  columns: string[]
  /** The first rows, for guessing what the columns hold. */
  sample: string[][]
  /** Rows in the file: exact for small ones, else estimated from the first part. */
  estimate: number
  /** Reads the file from its start; memory is bounded whatever the file. */
  chunks(): AsyncGenerator<TableChunk>
  /** The first 1,000 rejects of the last reading. */
  rejects: Reject[]
}

export type TableOptions = {
  /** Rows under a repeated header: `append` takes them (a file put together from several), `reject` keeps the first table only. */
  repeated?: 'append' | 'reject'
  /** Receives the SHA-256 of the file's bytes once `chunks` has read them all. */
  onDigest?: (digest: string) => void
  /** Receives how many bytes of the file have been read. */
  onBytes?: (bytes: number) => void
}

const KEPT_REJECTS = 1000

/**
 * Opens a table in a file: CSV in any common dialect and encoding, Parquet, an Excel workbook,
 * JSON, JSON lines or vCards; all but Parquet also as gzip or alone in a ZIP archive. Throws `bad_input` (nothing to read, no text, no permission …) or `unsupported`, each with what to do.
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const sniffed = await sniffFile(path)
  const table: Table = {
    format: sniffed.format,
    bytes: sniffed.bytes,
    encoding: sniffed.encoding,
    dialect: sniffed.dialect,
    columns: sniffed.layout.columns,
    sample: sniffed.sample,
    estimate: sniffed.estimate,
    rejects: [],
    chunks: () => readChunks(sniffed, options, table),
  }
  return table
}

async function* readChunks(sniffed: Sniffed, options: TableOptions, table: Table): AsyncGenerator<TableChunk> {
  table.rejects = []
  const { format } = sniffed
  if (format === 'csv' || format === 'csv.gz') {
    yield* readText(sniffed, { ...options, source: sniffed.path }, table)
    return
  }
  // The digest is that of the file, not of the text made of it.
  for await (const _ of openSourceBytes(sniffed.path, { ...options, gzip: false }));
  if (format !== 'parquet') {
    yield* readMade(sniffed, format, { options, table })
    return
  }
  const text = await writeParquetText(sniffed.path)
  try {
    let rows = 0
    for await (const chunk of readText(sniffed, { source: text.source }, table)) {
      yield { ...chunk, firstLine: rows + 1, lines: chunk.rows.map(() => ++rows) }
    }
  } finally {
    await text.remove()
  }
}

async function* readMade(
  sniffed: Sniffed,
  format: MadeFormat,
  { options, table }: { options: TableOptions; table: Table },
): AsyncGenerator<TableChunk> {
  const { source, rejects, remove } = await makeText(sniffed.path, format)
  const repeated = options.repeated ? { repeated: options.repeated } : {}
  try {
    yield* readText(sniffed, { ...repeated, source }, table)
    table.rejects.push(...rejects.slice(0, KEPT_REJECTS))
    if (rejects.length > 0) yield { firstLine: 0, rows: [], lines: [], rejects }
  } finally {
    await remove()
  }
}

async function* readText(
  sniffed: Sniffed,
  options: TableOptions & { source: string },
  table: Table,
): AsyncGenerator<TableChunk> {
  const { layout, dialect } = sniffed
  const tokenizer = new Tokenizer(dialect, { columns: layout.columns.length })
  const decoder = createDecoder(sniffed.encoding)
  const fit = createRowFitter(sniffed, options.repeated ?? 'append')
  const emit = (tokens: Tokens): TableChunk => {
    const chunk = fit(withoutUndecodable(tokens))
    for (const reject of chunk.rejects) if (table.rejects.length < KEPT_REJECTS) table.rejects.push(reject)
    return chunk
  }
  for await (const bytes of openSourceBytes(options.source, { ...options, gzip: sniffed.gzip })) {
    const chunk = emit(tokenizer.push(decoder.write(bytes)))
    if (chunk.rows.length > 0 || chunk.rejects.length > 0) yield chunk
  }
  yield emit(tokenizer.push(decoder.end(), true))
}

/** Takes out rows with bytes that are no text. */
function withoutUndecodable(tokens: Tokens): Tokens {
  const bad = tokens.raws.map((raw) => raw.includes(UNDECODABLE))
  if (!bad.includes(true)) return tokens
  const keep = <T>(values: T[]) => values.filter((_, i) => !bad[i])
  const rejects = tokens.raws.flatMap((raw, i) =>
    bad[i] ? [createReject(tokens.lines[i], 'bad_encoding', raw.replaceAll(UNDECODABLE, '\uFFFD'))] : [],
  )
  return {
    rows: keep(tokens.rows),
    lines: keep(tokens.lines),
    raws: keep(tokens.raws),
    rejects: [...tokens.rejects, ...rejects].toSorted((a, b) => a.line - b.line),
  }
}
