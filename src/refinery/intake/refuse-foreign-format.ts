import { AppError } from '../../platform/errors/index.ts'

/** Throws when a file's first bytes say that it is no table of text: `unsupported` for formats to come, `bad_input` for the rest. */
export function refuseForeignFormat(path: string, head: Buffer): void {
  const start = head.subarray(0, 16).toString('latin1')
  if (start.startsWith('\u00D0\u00CF\u0011\u00E0')) {
    throw new AppError(
      'unsupported',
      `${path} is an old Excel or Office file: save the sheet as "CSV UTF-8" and use that file.`,
    )
  }
  const text = head
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
  if (/^<(?:!doctype|html|\?xml)/i.test(text)) {
    throw new AppError(
      'bad_input',
      `${path} is a web page or XML, no table: perhaps a login page was saved instead of the export. Export it as CSV.`,
    )
  }
  if (isBinary(head, start)) {
    throw new AppError('bad_input', `${path} is a binary file, no text: export the table as CSV and use that file.`)
  }
}

/** Magic numbers of common formats, or many control characters. Zero bytes in every other place are UTF-16, which is text. */
function isBinary(head: Buffer, start: string): boolean {
  if (
    /^(?:%PDF-|\u0089PNG|GIF8|\u00FF\u00D8\u00FF|\u007FELF|MZ|Rar!|7z\u00BC\u00AF|BZh|\u00FD7zXZ|\u0028\u00B5\u002F\u00FD|SQLite format)/.test(
      start,
    )
  )
    return true
  if (/^(?:\u00FF\u00FE|\u00FE\u00FF)/.test(start)) return false
  const look = head.subarray(0, 65_536)
  const places = [0, 0]
  let control = 0
  for (const [i, byte] of look.entries()) {
    if (byte === 0) places[i & 1]++
    else if (
      byte < 32 &&
      byte !== 1 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 13 &&
      byte !== 27 &&
      (byte < 28 || byte > 31)
    )
      control++
  }
  const zeros = places[0] + places[1]
  const wide = Math.max(places[0], places[1]) > look.length * 0.3 && Math.min(places[0], places[1]) < look.length * 0.03
  return !wide && zeros + control > Math.max(2, look.length * 0.02)
}
