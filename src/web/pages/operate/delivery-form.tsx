import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Upload } from '../../../modules/editions/index.ts'
import type { Delivery } from '../../api/providers.ts'
import { request } from '../../api/request.ts'
import { uploadFile } from '../../api/upload-file.ts'
import { formatBytes, formatCounted } from '../../codes/format.ts'
import { CleanPreview } from '../../components/intake/clean-preview.tsx'
import { DropZone } from '../../components/intake/drop-zone.tsx'
import intake from '../../components/intake/intake.module.css'
import { MappingTable, type Mapping } from '../../components/intake/mapping-table.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Trouble } from '../../components/trouble.tsx'

type Looked = { file: File; upload: Upload }
type Sending = { name: string; share: number }

type CardProps = {
  looked: Looked
  sending: Sending | null
  onDeliver: (choice: { mapping: Mapping; country: string }) => void
  onRemove: () => void
}

function FileCard({ looked: { upload }, sending, onDeliver, onRemove }: CardProps) {
  const [mapping, setMapping] = useState<Mapping>(() =>
    Object.fromEntries(upload.columns.map(({ column, field }) => [column, field])),
  )
  const [country, setCountry] = useState('')
  return (
    <section className={page['card']} aria-label={upload.file}>
      <div className={page['cardHead']}>
        <h2>{upload.file}</h2>
        <span className="quiet">
          about {formatCounted(upload.estimate, 'row')} · {formatBytes(upload.bytes)}
        </span>
        <Button size="xs" variant="default" onClick={onRemove}>
          Remove
        </Button>
      </div>
      <h3 className={intake['part']}>What the columns mean</h3>
      <MappingTable
        columns={upload.columns}
        mapping={mapping}
        without={['source']}
        onMap={(column, field) => setMapping({ ...mapping, [column]: field })}
      />
      <h3 className={intake['part']}>The first rows, cleaned</h3>
      <CleanPreview upload={upload} mapping={mapping} />
      <div className={`${page['inside']} ${page['fields']}`}>
        <TextInput
          label="Country of rows that name none"
          description="Two letters, such as US. Rows outside the contract’s territory are refused."
          maxLength={2}
          value={country}
          onChange={(event) => setCountry(event.currentTarget.value.toUpperCase())}
        />
        <Button loading={sending !== null} onClick={() => onDeliver({ mapping, country })}>
          Deliver this file
        </Button>
      </div>
    </section>
  )
}

function sentenceOf({ rows, rejected, dropped }: Delivery): string {
  const refused = rejected === 0 ? '' : ` ${formatCounted(rejected, 'row')} refused.`
  const left = dropped.length === 0 ? '' : ` Never held, left out: ${dropped.join(', ')}.`
  return `${formatCounted(rows, 'row')} taken, for the next edition.${refused}${left}`
}

/** Takes a file of a provider: looked at first, its columns confirmed, then delivered. */
export function DeliveryForm({ id }: { id: string }) {
  const client = useQueryClient()
  const [looked, setLooked] = useState<Looked | null>(null)
  const [sending, setSending] = useState<Sending | null>(null)
  const [delivered, setDelivered] = useState<Delivery | null>(null)
  const [error, setError] = useState<unknown>(null)
  const forget = () => {
    if (looked === null) return
    setLooked(null)
    // A file that stays behind is collected by the server; nothing here depends on the answer.
    const path = `/v1/uploads/${encodeURIComponent(looked.upload.upload)}`
    void request(path, { method: 'DELETE' }).catch(() => undefined)
  }
  const send = async (file: File, work: (onShare: (share: number) => void) => Promise<void>) => {
    setError(null)
    setSending({ name: file.name, share: 0 })
    try {
      await work((share) => setSending({ name: file.name, share }))
    } catch (cause) {
      setError(cause)
    }
    setSending(null)
  }
  const look = ([file]: File[]) => {
    setDelivered(null)
    if (file) void send(file, async (onShare) => setLooked({ file, upload: await uploadFile(file, onShare) }))
  }
  const deliver = ({ file }: Looked, { mapping, country }: { mapping: Mapping; country: string }) =>
    send(file, async (onShare) => {
      const parts = { mapping: JSON.stringify(mapping), ...(country === '' ? {} : { country }) }
      const path = `/v1/providers/${encodeURIComponent(id)}/batches`
      setDelivered(await uploadFile<Delivery>(file, onShare, { path, parts }))
      forget()
      await Promise.all(['/v1/providers', path].map((key) => client.invalidateQueries({ queryKey: [key] })))
    })
  return (
    <>
      <Trouble error={error} />
      <Said>{delivered === null ? null : sentenceOf(delivered)}</Said>
      {looked === null ? (
        <DropZone single compact sending={sending} onFiles={look} />
      ) : (
        <FileCard
          key={looked.upload.upload}
          looked={looked}
          sending={sending}
          onRemove={forget}
          onDeliver={(choice) => void deliver(looked, choice)}
        />
      )}
    </>
  )
}
