/** A string as an SQL literal. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/**
 * An SQL expression that writes text columns as one line of tab-separated text:
 * `\`, tab, LF and CR escaped, NULL as `\N`. Spark's `TRANSFORM` reads and writes the same form.
 */
export function textLine(columns: readonly string[]): string {
  return columns.map(escapedColumn).join(' || chr(9) || ')
}

function escapedColumn(column: string): string {
  const text = `CAST(${column} AS VARCHAR)`
  const escaped = `replace(replace(replace(replace(${text}, '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n'), chr(13), '\\r')`
  // Most values hold none of the four: the cheap test spares four copies of each.
  return `coalesce(CASE WHEN regexp_matches(${text}, '[\\\\\\t\\n\\r]') THEN ${escaped} ELSE ${text} END, '\\N')`
}

/** What `textTable` reads a column as; text is unescaped, the rest is cast. */
export type TextColumn = { name: string; type: 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'BOOLEAN' }

/**
 * An SQL relation over a file of tab-separated text as `textLine` writes it, or over several, one after the other.
 * DuckDB does not unescape, so text columns that hold a backslash are unescaped here.
 */
export function textTable(path: string | readonly string[], columns: readonly TextColumn[]): string {
  const types = columns.map((c) => `${sqlText(c.name)}: 'VARCHAR'`).join(', ')
  const files = typeof path === 'string' ? sqlText(path) : `[${path.map(sqlText).join(', ')}]`
  const read = `read_csv(${files}, auto_detect=false, header=false, delim='\\t', quote='', escape='', nullstr='\\N', max_line_size=20000000, columns={${types}})`
  const list = columns.map(
    (c) => `${c.type === 'VARCHAR' ? unescaped(c.name) : `CAST(${c.name} AS ${c.type})`} AS ${c.name}`,
  )
  return `(SELECT ${list.join(', ')} FROM ${read})`
}

function unescaped(column: string): string {
  // A backslash is always followed by one of \tnr in escaped text, so `\0` is free to stand for the escaped backslash meanwhile.
  const kept = `replace(${column}, '\\\\', '\\0')`
  const text = `replace(replace(replace(${kept}, '\\t', chr(9)), '\\n', chr(10)), '\\r', chr(13))`
  return `CASE WHEN contains(${column}, '\\') THEN replace(${text}, '\\0', '\\') ELSE ${column} END`
}
