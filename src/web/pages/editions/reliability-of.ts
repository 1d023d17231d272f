/** How the confidence of a field did on a world of which the truth is known. Shares 0–1. */
export type FieldReliability = {
  field: string
  /** Values that were looked at. */
  count: number
  /** Share that was true, and the mean of what was said. */
  accuracy: number
  confidence: number
  /** Expected calibration error: how far what was said is from what was true, on average. */
  ece: number
  /** Brier score (1950): mean square of what was said less what was true; and that of one confidence for all of them. */
  brier: number
  brierOfNone: number | null
  /** Groups of equal counts: what was said of them, and the share that was true. */
  points: { said: number; right: number }[]
}

/** The measurement and the world that it was made on. */
export type Reliability = { name: string; people: number | null; fields: FieldReliability[] }

/** What an edition says of its confidence, out of its open-ended quality figures; null for one that says nothing. */
export function reliabilityOf(quality: Record<string, unknown>): Reliability | null {
  const calibration = objectIn(quality, 'calibration')
  const fields = Object.entries(objectIn(calibration, 'fields')).flatMap(([field, of]) => readField(field, of) ?? [])
  if (fields.length === 0) return null
  const name = calibration['name']
  return {
    name: typeof name === 'string' ? name : '',
    people: numberIn(objectIn(calibration, 'world'), 'people'),
    fields,
  }
}

function readField(field: string, of: unknown): FieldReliability | null {
  if (!isObject(of)) return null
  const [count, accuracy, confidence] = [numberIn(of, 'count'), numberIn(of, 'accuracy'), numberIn(of, 'confidence')]
  const [ece, brier] = [numberIn(of, 'ece'), numberIn(of, 'brier')]
  if (count === null || accuracy === null || confidence === null || ece === null || brier === null) return null
  const bins: unknown[] = Array.isArray(of['bins']) ? of['bins'] : []
  const points = bins.flatMap((bin) => {
    const [, said, right] = Array.isArray(bin) ? (bin as unknown[]) : []
    return typeof said === 'number' && typeof right === 'number' ? [{ said, right }] : []
  })
  return { field, count, accuracy, confidence, ece, brier, brierOfNone: numberIn(of, 'brierOfNone'), points }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function objectIn(holder: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = holder[key]
  return isObject(value) ? value : {}
}

function numberIn(holder: Record<string, unknown>, key: string): number | null {
  const value = holder[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
