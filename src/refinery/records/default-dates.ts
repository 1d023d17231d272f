/** Dated rows of a source in one snapshot, and those of them that are dated the first of January. */
export type DatedRows = { unit: number; dated: number; first: number }

/** Rows that a source must have before its dates say what it does. */
const ENOUGH = 20

/**
 * The units whose first of January stands for "some time that year", or for nothing: the day is one in 365, and more than one in twenty
 * of their dates. What is not known is no date: such rows are undated, not fresh on New Year's Day.
 */
export function listDefaultDaters(units: readonly DatedRows[]): number[] {
  return units.filter(({ dated, first }) => dated >= ENOUGH && first * 20 > dated).map(({ unit }) => unit)
}
