/** How lines are read and answered: one value out of a line, one line out of an answer. */
export type LineForm = (line: string, clean: Clean) => string
type Clean = (raw: string) => Record<string, unknown>

/** One value a line in, one JSON object a line out. */
export const textForm: LineForm = (line, clean) => jsonLine(clean(line.endsWith('\r') ? line.slice(0, -1) : line))

/** One JSON string a line in; `null` is no value, and what is no JSON string stands for itself. */
export const jsonForm: LineForm = (line, clean) => {
  const value = readJson(line)
  return jsonLine(clean(typeof value === 'string' ? value : value === null ? '' : line.trim()))
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** JSON on one line for every reader: some take U+0085, U+2028 and U+2029 for the end of it. */
function jsonLine(answer: unknown): string {
  const text = JSON.stringify(answer)
  if (!/[\u0085\u2028\u2029]/.test(text)) return text
  return text.replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
