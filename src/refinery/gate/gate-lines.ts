import { identifiersOfParts, linkedinPath, type PersonParts, type Reach } from '../../engine/identity/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import type { Transform } from '../build/filter.ts'

/** Numbers under which reaches are handed on: the more, the surer. */
const REACHES: Record<Reach, number> = { asked: 0, likely: 1, sure: 2 }

const UNESCAPES: Record<string, string> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' }

type Gathered = { [Part in keyof PersonParts]: PersonParts[Part][number][] }

/**
 * The work of the gate's filter: lines `person TAB kind TAB value TAB …` in, those of one person beside each other; a line
 * `person TAB mac-in-hex TAB reach` out for each identifier of the person. The identifiers themselves go nowhere.
 */
export function gateLines({ mac }: Pick<KeyRing, 'mac'>): Transform {
  return async function* (batches) {
    let person = ''
    let parts = nobody()
    for await (const lines of batches) {
      let out = ''
      for (const line of lines) {
        const cells = line.split('\t')
        if (cells[0] !== person) {
          out += linesOf(person, parts, mac)
          person = cells[0]
          parts = nobody()
        }
        addTo(parts, cells)
      }
      yield out
    }
    yield linesOf(person, parts, mac)
  }
}

function linesOf(person: string, parts: PersonParts, mac: KeyRing['mac']): string {
  let out = ''
  for (const { text, reach } of identifiersOfParts(parts))
    out += `${person}\t${mac(text).toString('hex')}\t${REACHES[reach]}\n`
  return out
}

function nobody(): Gathered {
  return { names: [], emails: [], phones: [], companies: [], domains: [], linkedin: [] }
}

/** Takes in one line: `kind` is the first letter of what it says, `flag` and `carriers` what the kind needs besides. */
function addTo(parts: Gathered, [, kind, value, flag, carriers]: string[]): void {
  const text = plain(value)
  if (kind === 'n') parts.names.push({ first: text, last: plain(flag) })
  else if (kind === 'e') parts.emails.push({ key: text, role: flag === 'true', carriers: Number(carriers) })
  else if (kind === 'p') parts.phones.push({ e164: text, mobile: flag === 'true', carriers: Number(carriers) })
  else if (kind === 'c') parts.companies.push(text)
  else if (kind === 'd') parts.domains.push(text)
  else if (kind === 'l') addPage(parts, linkedinPath(text))
}

function addPage(parts: Gathered, path: string | null): void {
  if (path !== null) parts.linkedin.push(path)
}

function plain(cell: string): string {
  if (cell === '\\N') return ''
  return cell.includes('\\') ? cell.replace(/\\[\\tnr]/g, (escape) => UNESCAPES[escape]) : cell
}
