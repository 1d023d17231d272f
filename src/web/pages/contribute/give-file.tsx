import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ContributionDetail, ContributionUpload } from '../../api/contributions.ts'
import { request } from '../../api/request.ts'
import { uploadFile } from '../../api/upload-file.ts'
import { formatBytes, formatCount, formatCounted } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { CleanPreview } from '../../components/intake/clean-preview.tsx'
import { DropZone } from '../../components/intake/drop-zone.tsx'
import intake from '../../components/intake/intake.module.css'
import { MappingTable, type Mapping } from '../../components/intake/mapping-table.tsx'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import { useGiving } from './use-giving.ts'

const UPLOADS = '/v1/contributions/uploads'

/** What is left out of a file, before anybody has to ask. */
function LeftOut({ upload: { dropped, refused } }: { upload: ContributionUpload }) {
  const reasons = Map.groupBy(
    refused.filter((reason) => reason !== null),
    (reason) => reason,
  )
  if (dropped.length === 0 && reasons.size === 0) return null
  return (
    <div className={page['inside']} role="note">
      <ul className={page['sentences']}>
        {dropped.length === 0 ? null : <li>{dropped.join(', ')}: private, never held, left out.</li>}
        {Array.from(reasons, ([reason, { length }]) => (
          <li key={reason}>
            {formatCount(length)} of the first {formatCounted(refused.length, 'row')} would be refused:{' '}
            {labelOf('refusal', reason).toLowerCase()}.
          </li>
        ))}
      </ul>
    </div>
  )
}

type CardProps = { upload: ContributionUpload; onGiven: (given: ContributionDetail) => void; onRemove: () => void }

function FileCard({ upload, onGiven, onRemove }: CardProps) {
  const [mapping, setMapping] = useState<Mapping>(() =>
    Object.fromEntries(upload.columns.map(({ column, field }) => [column, field])),
  )
  const giving = useGiving(onGiven)
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
      <LeftOut upload={upload} />
      <h3 className={intake['part']}>What the columns mean</h3>
      <MappingTable
        columns={upload.columns}
        mapping={mapping}
        without={['source']}
        onMap={(column, field) => setMapping({ ...mapping, [column]: field })}
      />
      <h3 className={intake['part']}>The first rows, cleaned</h3>
      <CleanPreview upload={upload} mapping={mapping} />
      <div className={page['inside']}>
        <Trouble error={giving.error} />
        <Button loading={giving.isPending} onClick={() => giving.mutate({ upload: upload.upload, mapping })}>
          Contribute this file
        </Button>
      </div>
    </section>
  )
}

/** Drop a file, confirm what its columns mean, give it. */
export function GiveFile({ onGiven }: { onGiven: (given: ContributionDetail) => void }) {
  const [upload, setUpload] = useState<ContributionUpload | null>(null)
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const forget = ({ upload: id }: ContributionUpload) => {
    setUpload(null)
    // A file that stays behind is collected by the server; nothing here depends on the answer.
    void request(`${UPLOADS}/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(() => undefined)
  }
  const send = async ([file]: File[]) => {
    if (!file) return
    setError(null)
    try {
      setSending({ name: file.name, share: 0 })
      const onShare = (share: number) => setSending({ name: file.name, share })
      setUpload(await uploadFile<ContributionUpload>(file, onShare, { path: UPLOADS }))
    } catch (cause) {
      setError(cause)
    }
    setSending(null)
  }
  if (upload !== null) {
    const taken = (given: ContributionDetail) => {
      setUpload(null)
      onGiven(given)
    }
    return <FileCard key={upload.upload} upload={upload} onGiven={taken} onRemove={() => forget(upload)} />
  }
  return (
    <>
      <Trouble error={error} />
      <DropZone single compact={false} sending={sending} onFiles={(files) => void send(files)} />
    </>
  )
}
