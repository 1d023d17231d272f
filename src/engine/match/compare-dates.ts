import { isOneEdit } from './one-edit.ts'

/** Levels: 0 equal · 1 one edit, or day and month swapped · 2 same year, or two digits · 3 within ten years · 4 other. */
export function compareDates(a: string, b: string): number {
  if (a === b) return 0
  if (a.length === 8 && b.length === 8) {
    if (isOneEdit(a, b) || a === b.slice(0, 4) + b.slice(6) + b.slice(4, 6)) return 1
    if (differingDigits(a, b) <= 2) return 2
  }
  const yearA = Number(a.slice(0, 4))
  const yearB = Number(b.slice(0, 4))
  if (yearA === yearB) return 2
  return Math.abs(yearA - yearB) <= 10 ? 3 : 4
}

function differingDigits(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) count++
  return count
}
