import type { MaskSource, Masks } from './catalogue/index.ts'

type Reader = (edition: MaskSource) => Promise<Masks>

/** What several parts hide of an edition, together. Fails when one of them does: then what was hidden before stays. */
export function mergeMasks(...readers: Reader[]): Reader {
  return async (edition) => {
    const all = await Promise.all(readers.map((read) => read(edition)))
    const fields = new Map<string, string[]>()
    for (const masks of all)
      for (const [contact, names] of masks.fields)
        fields.set(contact, [...new Set([...(fields.get(contact) ?? []), ...names])])
    return {
      suppressed: all.flatMap(({ suppressed }) => suppressed).toSorted((a, b) => a.compare(b)),
      contacts: new Set(all.flatMap(({ contacts }) => [...contacts])),
      fields,
    }
  }
}
