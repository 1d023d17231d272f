import { useState } from 'react'
import { request } from '../../api/request.ts'
import { uploadFile } from '../../api/upload-file.ts'
import type { Draft } from './upload-card.tsx'

export type Drafts = {
  list: Draft[]
  sending: { name: string; share: number } | null
  error: unknown
  add: (files: File[]) => void
  change: (draft: Draft) => void
  remove: (upload: string) => void
  clear: () => void
}

/** The files that were dropped and wait for their build. */
export function useDrafts(): Drafts {
  const [list, setList] = useState<Draft[]>([])
  const [sending, setSending] = useState<Drafts['sending']>(null)
  const [error, setError] = useState<unknown>(null)

  const send = async (files: File[]) => {
    setError(null)
    try {
      for (const file of files) {
        setSending({ name: file.name, share: 0 })
        const upload = await uploadFile(file, (share) => setSending({ name: file.name, share }))
        const mapping = Object.fromEntries(upload.columns.map((column) => [column.column, column.field]))
        setList((before) => [...before, { upload, source: file.name.replace(/(\.[a-z]+)+$/i, ''), mapping }])
      }
    } catch (cause) {
      setError(cause)
    }
    setSending(null)
  }
  return {
    list,
    sending,
    error,
    add: (files) => void send(files),
    change: (draft) =>
      setList((before) => before.map((one) => (one.upload.upload === draft.upload.upload ? draft : one))),
    remove: (upload) => {
      setList((before) => before.filter((one) => one.upload.upload !== upload))
      // A file that stays behind is collected by the server; nothing here depends on the answer.
      void request(`/v1/uploads/${encodeURIComponent(upload)}`, { method: 'DELETE' }).catch(() => undefined)
    },
    clear: () => setList([]),
  }
}
