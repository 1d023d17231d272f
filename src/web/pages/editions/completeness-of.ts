/** The shares 0–1 of contacts that have a field, out of the open-ended quality figures of an edition. */
export function completenessOf(quality: Record<string, unknown>): Record<string, number> {
  const shares = quality['completeness']
  if (typeof shares !== 'object' || shares === null) return {}
  return Object.fromEntries(
    Object.entries(shares).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}
