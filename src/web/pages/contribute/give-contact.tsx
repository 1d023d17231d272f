import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContributionDetail, ContributionUpload } from '../../api/contributions.ts'
import { uploadFile } from '../../api/upload-file.ts'
import { labelOf } from '../../codes/label-of.ts'
import { CleanPreview } from '../../components/intake/clean-preview.tsx'
import page from '../../components/page.module.css'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { csvOf } from './csv-of.ts'
import { useGiving } from './use-giving.ts'

/** Fields of a contact, what stands beside them, and what the intake calls them. */
const fields = [
  { name: 'name', label: 'Name', field: 'full_name' },
  { name: 'title', label: 'Job title', field: 'title' },
  { name: 'company', label: 'Company', field: 'company' },
  { name: 'email', label: 'Work e-mail address', field: 'email' },
  { name: 'phone', label: 'Work telephone', field: 'phone' },
  { name: 'mobile', label: 'Work mobile', field: 'mobile' },
  { name: 'street', label: 'Street of the office', field: 'street' },
  { name: 'city', label: 'City', field: 'city' },
  { name: 'region', label: 'State or region', field: 'region' },
  { name: 'postcode', label: 'Postcode', field: 'postcode' },
  { name: 'country', label: 'Country', field: 'country' },
  { name: 'linkedin', label: 'LinkedIn page', field: 'linkedin' },
] as const

type Typed = Partial<Record<(typeof fields)[number]['name'], string>>

function Judged({ upload, refused }: { upload: ContributionUpload; refused: string | null }) {
  const mapping = Object.fromEntries(upload.columns.map(({ column, field }) => [column, field]))
  if (refused === null) return <CleanPreview upload={upload} mapping={mapping} />
  return (
    <div className={page['inside']}>
      <div className={page['trouble']} role="alert">
        <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
        <span>This cannot be taken: {labelOf('refusal', refused).toLowerCase()}. Nothing was kept.</span>
      </div>
    </div>
  )
}

/** One contact, typed in: looked at as the next build will clean it, then given. */
export function GiveContact({ onGiven }: { onGiven: (given: ContributionDetail) => void }) {
  const [typed, setTyped] = useState<Typed>({})
  const [of, setOf] = useState<string | null>(null)
  const given = fields.filter(({ name }) => (typed[name] ?? '').trim() !== '')
  const text = csvOf(
    given.map(({ field }) => field),
    given.map(({ name }) => (typed[name] ?? '').trim()),
  )
  const look = useMutation({
    mutationFn: () => {
      const file = new File([text], 'contact.csv', { type: 'text/csv' })
      return uploadFile<ContributionUpload>(file, () => {}, { path: '/v1/contributions/uploads' })
    },
    onSuccess: () => setOf(text),
  })
  const giving = useGiving((contribution) => {
    setTyped({})
    setOf(null)
    onGiven(contribution)
  })
  const contact = Object.fromEntries(given.map(({ name }) => [name, (typed[name] ?? '').trim()]))
  const isLookedAt = look.data !== undefined && of === text
  const refused = look.data?.refused[0] ?? null
  const isRefused = isLookedAt && refused !== null
  const named = given.some(({ name }) => name === 'name' || name === 'email')
  return (
    <section className={page['card']} aria-label="One contact">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isLookedAt) giving.mutate({ contact })
          else look.mutate()
        }}
      >
        <div className={`${page['inside']} ${page['fields']} ${page['two']}`}>
          {fields.map(({ name, label }) => (
            <TextInput
              key={name}
              label={label}
              autoComplete="off"
              maxLength={300}
              value={typed[name] ?? ''}
              error={mistakeAt(giving.error, name)}
              onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
            />
          ))}
          <Trouble error={giving.error ?? look.error} />
        </div>
        {isLookedAt ? <Judged upload={look.data} refused={refused} /> : null}
        <div className={`${page['inside']} ${page['row']}`}>
          <Button type="submit" disabled={!named || isRefused} loading={look.isPending || giving.isPending}>
            {isLookedAt && !isRefused ? 'Contribute this contact' : 'See how it is cleaned'}
          </Button>
          <span className="quiet">{named ? '' : 'A name or an e-mail address at least.'}</span>
        </div>
      </form>
    </section>
  )
}
