import { Button, TextInput } from '@mantine/core'
import type { Upload } from '../../../modules/editions/index.ts'
import { formatBytes, formatCount } from '../../codes/format.ts'
import { CleanPreview } from '../../components/intake/clean-preview.tsx'
import intake from '../../components/intake/intake.module.css'
import { MappingTable, type Mapping } from '../../components/intake/mapping-table.tsx'
import page from '../../components/page.module.css'
import classes from './add-page.module.css'

export type Draft = { upload: Upload; source: string; mapping: Mapping }

type Props = { draft: Draft; onChange: (draft: Draft) => void; onRemove: () => void }

const delimiters: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/** One file before it is built: what it is, what its columns mean, its first rows cleaned. */
export function UploadCard({ draft, onChange, onRemove }: Props) {
  const { upload, mapping, source } = draft
  const separated =
    upload.delimiter === null ? '' : `, separated by ${delimiters[upload.delimiter] ?? upload.delimiter}`
  return (
    <section className={page['card']} aria-label={upload.file}>
      <div className={page['cardHead']}>
        <h2>{upload.file}</h2>
        <span className="quiet">
          about {formatCount(upload.estimate)} rows · {formatBytes(upload.bytes)} · {upload.format.toUpperCase()},{' '}
          {upload.encoding}
          {separated}
        </span>
        <Button size="xs" variant="default" onClick={onRemove}>
          Remove
        </Button>
      </div>
      <div className={page['inside']}>
        <TextInput
          className={classes['source']}
          label="Who supplies it"
          description="Kept inside this instance, never shown to those who search."
          value={source}
          onChange={(event) => onChange({ ...draft, source: event.currentTarget.value })}
        />
      </div>
      <h3 className={intake['part']}>What the columns mean</h3>
      <MappingTable
        columns={upload.columns}
        mapping={mapping}
        onMap={(column, field) => onChange({ ...draft, mapping: { ...mapping, [column]: field } })}
      />
      <h3 className={intake['part']}>The first rows, cleaned</h3>
      <CleanPreview upload={upload} mapping={mapping} />
    </section>
  )
}
