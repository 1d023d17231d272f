import { listContactTruths, type TruthFiles } from './contact-truth.ts'
import { isFalseDirect, judgeContact, judgedFields, type JudgedField } from './judge-contact.ts'
import { measureReliability, type Judged, type Reliability } from './reliability.ts'

/** How true an edition is, field by field, and how far its confidences can be believed. */
export type FieldScores = {
  contacts: number
  fields: Record<JudgedField, Reliability>
  /** Numbers of companies that are presented as somebody's own. */
  falseDirect: number
}

/** Compares an edition that was built from a world with what is true of its people. Throws `bad_input` as `listContactTruths` does. */
export async function scoreFields(files: TruthFiles): Promise<FieldScores> {
  const truths = await listContactTruths(files)
  const judged = new Map<JudgedField, Judged[]>(judgedFields.map((field) => [field, []]))
  for (const truth of truths) {
    for (const [field, right] of Object.entries(judgeContact(truth)) as [JudgedField, boolean][])
      judged.get(field)?.push({ confidence: Number(truth.contact[`confidence_${field}`] ?? 0), right })
  }
  const fields = Object.fromEntries(
    [...judged].map(([field, statements]) => [field, measureReliability(statements)]),
  ) as FieldScores['fields']
  return { contacts: truths.length, fields, falseDirect: truths.filter(isFalseDirect).length }
}
