/** Whether two different texts are one edit apart: a letter changed, put in, left out, or two neighbours swapped. */
export function isOneEdit(a: string, b: string): boolean {
  if (a.length > b.length) return isOneEdit(b, a)
  const gap = b.length - a.length
  if (gap > 1) return false
  let start = 0
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++
  if (gap === 1) return a.slice(start) === b.slice(start + 1)
  if (start === a.length) return false
  if (a.slice(start + 1) === b.slice(start + 1)) return true
  const swapped = a[start] === b[start + 1] && a[start + 1] === b[start]
  return swapped && a.slice(start + 2) === b.slice(start + 2)
}
