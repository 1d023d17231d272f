/** A number of digits with separators as people write it; null where it is none or could be read in two ways and neither is usual. */
export function readNumber(text: string, { scaled }: { scaled: boolean }): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  if (/^\d(?:\.\d+)?e\+?\d{1,2}$/i.test(text)) return Number(text)
  const plain = text.replace(/[\s'’_]/g, '')
  const points = count(plain, '.')
  const commas = count(plain, ',')
  if (points > 0 && commas > 0) {
    const decimal = plain.lastIndexOf('.') > plain.lastIndexOf(',') ? '.' : ','
    const group = decimal === '.' ? ',' : '.'
    const [whole, rest] = plain.split(decimal)
    return count(plain, decimal) === 1 && isGrouped(whole, group)
      ? Number(`${whole.replaceAll(group, '')}.${rest}`)
      : null
  }
  if (points + commas === 0) return /^\d+$/.test(plain) ? Number(plain) : null
  const mark = points > 0 ? '.' : ','
  // `1,250` is a thousand and more; `1.250 million` is not a thousand millions.
  if (points + commas > 1 || (isGrouped(plain, mark) && !(scaled && mark === '.'))) {
    return isGrouped(plain, mark) ? Number(plain.replaceAll(mark, '')) : null
  }
  return /^\d+[.,]\d+$/.test(plain) ? Number(plain.replace(',', '.')) : null
}

function isGrouped(text: string, mark: string): boolean {
  const [first, ...groups] = text.split(mark)
  if (!/^[1-9]\d{0,2}$/.test(first)) return groups.length === 0 && /^\d+$/.test(first)
  return groups.every((group) => /^\d{3}$/.test(group))
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}
