import { mergeCompany, mergeContact, type CompanyEvidence, type ContactEvidence } from '../../engine/merge/index.ts'
import { readLines } from '../../platform/lines/index.ts'
import { canonicalJson } from '../edition/canonical-json.ts'

/**
 * The filter of the merge: lines `id TAB evidence` in, those of one id beside each other; one line of canonical JSON
 * for each id out, in the same order. Run as `node merge-filter.ts contact|company < in > out`.
 */
const merge =
  process.argv[2] === 'company'
    ? (said: string[]) => mergeCompany(said.map((text) => JSON.parse(text) as CompanyEvidence))
    : (said: string[]) => mergeContact(said.map((text) => JSON.parse(text) as ContactEvidence))

let id = ''
let said: string[] = []
let out = ''

function finish(): void {
  if (said.length > 0) out += `${canonicalJson({ id, ...merge(said) })}\n`
  said = []
}

for await (const lines of readLines(process.stdin)) {
  for (const line of lines) {
    const tab = line.indexOf('\t')
    const next = line.slice(0, tab)
    if (next !== id) finish()
    id = next
    said.push(line.slice(tab + 1))
  }
  if (!process.stdout.write(out)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  out = ''
}
finish()
process.stdout.write(out)
