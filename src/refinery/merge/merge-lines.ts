import {
  mergeCompany,
  mergeContact,
  supportOf,
  type CompanyEvidence,
  type ContactEvidence,
  type Judge,
} from '../../engine/merge/index.ts'
import type { Transform } from '../build/filter.ts'
import { canonicalJson } from '../edition/canonical-json.ts'

/** What is merged. */
export type EntityKind = 'contact' | 'company'

/**
 * The work of the filter of the merge: lines `id TAB number TAB evidence` in, those of one id beside each other; one line of
 * canonical JSON for each id out, in the same order. Behind a contact's, after a TAB, is which shown values each line of evidence
 * supports: `number:mask,number:mask`. `judge` says how far the sources of contacts are to be believed.
 */
export function mergeLines(kind: EntityKind, judge?: Judge): Transform {
  return async function* (batches) {
    let id = ''
    let said: string[] = []
    for await (const lines of batches) {
      let out = ''
      for (const line of lines) {
        const tab = line.indexOf('\t')
        const next = line.slice(0, tab)
        if (next !== id && said.length > 0) {
          out += mergedLine({ kind, judge, id }, said)
          said = []
        }
        id = next
        said.push(line.slice(tab + 1))
      }
      yield out
    }
    if (said.length > 0) yield mergedLine({ kind, judge, id }, said)
  }
}

type Merging = { kind: EntityKind; judge: Judge | undefined; id: string }

function mergedLine({ kind, judge, id }: Merging, said: readonly string[]): string {
  const texts = said.map((line) => line.slice(line.indexOf('\t') + 1))
  if (kind === 'company') {
    return `${canonicalJson({ id, ...mergeCompany(texts.map((text) => JSON.parse(text) as CompanyEvidence)) })}\n`
  }
  const evidence = texts.map((text) => JSON.parse(text) as ContactEvidence)
  const contact = mergeContact(evidence, judge)
  const support = evidence.map((each, i) => `${said[i].slice(0, said[i].indexOf('\t'))}:${supportOf(contact, each)}`)
  return `${canonicalJson({ id, ...contact })}\t${support.join(',')}\n`
}
