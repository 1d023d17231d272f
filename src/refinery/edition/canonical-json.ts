/** What a column of an edition may hold; integers only among the numbers. */
export type CanonicalValue = string | number | boolean | null | readonly (string | number | boolean)[]

/**
 * A row as the leaf of the content root: nulls left out, keys in order, no white space, strings as in RFC 8785.
 * Column names match `[a-z_]+`, so the order of code units is the order of bytes. Throws on a float and on a lone surrogate.
 */
export function canonicalJson(row: Readonly<Record<string, CanonicalValue>>): string {
  const parts: string[] = []
  for (const key of Object.keys(row).sort()) {
    const value = row[key]
    if (value === null || value === undefined) continue
    parts.push(
      `"${key}":${Array.isArray(value) ? `[${value.map(canonicalScalar).join(',')}]` : canonicalScalar(value as string)}`,
    )
  }
  return `{${parts.join(',')}}`
}

function canonicalScalar(value: string | number | boolean): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('A float cannot be part of a row.')
  if (typeof value === 'string' && !value.isWellFormed())
    throw new TypeError('A lone surrogate cannot be part of a row.')
  // ECMAScript's own serialisation of strings is the one that RFC 8785 prescribes.
  return JSON.stringify(value)
}
