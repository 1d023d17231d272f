import { Button, Progress } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import classes from './intake.module.css'

type Props = {
  onFiles: (files: File[]) => void
  sending: { name: string; share: number } | null
  compact: boolean
  /** Takes one file at a time. */
  single?: boolean
}

/** Takes files by drop or by choice. */
export function DropZone({ onFiles, sending, compact, single = false }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    // Dropping is an extra for the pointer; the button beside it does the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes['drop']}
      aria-label="Drop a file"
      data-over={over || undefined}
      data-compact={compact || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileUpload size={compact ? 22 : 32} stroke={1.4} aria-hidden />
      {sending === null ? (
        <>
          <p>
            <strong>{compact && !single ? 'Add another file' : 'Drop a CSV file here'}</strong>
            {compact ? null : (
              <span className="quiet"> · or Excel, JSON, vCards; any encoding, with or without perfect rows</span>
            )}
          </p>
          <Button variant={compact ? 'default' : 'filled'} onClick={() => input.current?.click()}>
            Choose a file
          </Button>
        </>
      ) : (
        <div className={classes['sending']} role="status">
          <p>{sending.share < 1 ? `Sending ${sending.name}` : `Reading ${sending.name}`}</p>
          <Progress value={sending.share * 100} animated={sending.share >= 1} aria-label={`Sending ${sending.name}`} />
        </div>
      )}
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label="Choose a file"
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.vcf,.gz,.zip,.parquet,text/csv"
        multiple={!single}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </section>
  )
}
