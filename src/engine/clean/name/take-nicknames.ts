const OPEN = /(?<=^|[\s,])['‘"“„]|[(]/g
const CLOSE: Record<string, string> = { '(': ')', "'": "'", '"': '"', '‘': '’', '“': '”', '„': '“' }

type Taken = { rest: string; nicknames: string[]; suffixes: string[] }

/**
 * Take quoted and bracketed words out of a name: `Benjamin (Ben) Franklin`, `"Rick" Edmonds`.
 * A single quote closes only at the end of a word, so that `O'Neill` and `Mari' Aube'` stay whole.
 * What `isSuffix` accepts is no nickname but belongs after the name: `Lon (Jr.) Williams`.
 */
export function takeNicknames(text: string, isSuffix: (inside: string) => boolean): Taken {
  const nicknames: string[] = []
  const suffixes: string[] = []
  let rest = ''
  let from = 0
  OPEN.lastIndex = 0
  const closedOut = new Set<string>()
  for (let open = OPEN.exec(text); open !== null; open = OPEN.exec(text)) {
    const mark = open[0]
    if (closedOut.has(mark)) continue
    const end = findClose(text, open.index + 1, CLOSE[mark])
    if (end < 0) {
      closedOut.add(mark)
      continue
    }
    const inside = text
      .slice(open.index + 1, end)
      .replaceAll(/['"“”„‘’(),]+/g, ' ')
      .replaceAll(/ +/g, ' ')
      .trim()
    if (inside !== '') (isSuffix(inside) ? suffixes : nicknames).push(inside)
    rest += `${text.slice(from, open.index)} `
    from = end + 1
    OPEN.lastIndex = from
  }
  if (from === 0) return { rest: text, nicknames, suffixes }
  rest = (rest + text.slice(from)).replaceAll(/ +/g, ' ').replaceAll(' ,', ',').trim()
  return { rest: rest.replaceAll(/^[, ]+|[, ]+$/g, ''), nicknames, suffixes }
}

function findClose(text: string, from: number, mark: string): number {
  let at = text.indexOf(mark, from)
  if (mark === ')' || mark === '"' || mark === '”' || mark === '“') return at
  while (at >= 0 && at + 1 < text.length && !' ,)'.includes(text[at + 1])) at = text.indexOf(mark, at + 1)
  return at
}
