import { Button, Title } from '@mantine/core'
import { IconBulb, IconFileUpload, IconSearch } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BuildRequest } from '../../../modules/editions/index.ts'
import { currentBuild, instance } from '../../api/queries.ts'
import { post } from '../../api/request.ts'
import { useBuild } from '../../api/use-build.ts'
import { BuildProgress } from '../../components/build-progress.tsx'
import { Failure } from '../../components/failure.tsx'
import { DropZone } from '../../components/intake/drop-zone.tsx'
import page from '../../components/page.module.css'
import { useTitle } from '../../components/use-title.ts'
import classes from './add-page.module.css'
import { HowItWorks } from './how-it-works.tsx'
import { UploadCard, type Draft } from './upload-card.tsx'
import { useDrafts } from './use-drafts.ts'

function toRequest(drafts: Draft[]): BuildRequest {
  return {
    uploads: drafts.map(({ upload, source, mapping }) => {
      const sourceColumn = Object.entries(mapping).find(([, field]) => field === 'source')?.[0]
      return {
        upload: upload.upload,
        mapping,
        ...(source.trim() === '' ? {} : { source: source.trim() }),
        ...(sourceColumn === undefined ? {} : { sourceColumn }),
      }
    }),
  }
}

function ThreeWays({ onChoose }: { onChoose: () => void }) {
  return (
    <ul className={classes['ways']}>
      <li>
        <IconSearch size={22} stroke={1.5} aria-hidden />
        <h2>Look around</h2>
        <p className="quiet">A sample world of made-up people is already built. Filter it, open somebody, see why.</p>
        <Link to="/search">Search the sample world</Link>
      </li>
      <li>
        <IconFileUpload size={22} stroke={1.5} aria-hidden />
        <h2>Drop your own file</h2>
        <p className="quiet">See it mapped and cleaned before anything is built. The sample world then retires.</p>
        <button type="button" onClick={onChoose}>
          Choose a CSV file
        </button>
      </li>
      <li>
        <IconBulb size={22} stroke={1.5} aria-hidden />
        <h2>How this works</h2>
        <p className="quiet">From files to an edition in four sentences, and what Fairlist never keeps.</p>
        <a href="#how">Read it</a>
      </li>
    </ul>
  )
}

/** Drop files, say what their columns mean, build, search. Also the first start. */
export function AddPage() {
  const drafts = useDrafts()
  const build = useBuild()
  const client = useQueryClient()
  useTitle('Add data')
  const { data: here } = useQuery(instance())
  const [startedHere, setStartedHere] = useState(false)
  const start = useMutation({
    mutationFn: () => post<{ build: string }>('/v1/builds', toRequest(drafts.list)),
    onSuccess: async () => {
      setStartedHere(true)
      drafts.clear()
      await client.invalidateQueries({ queryKey: currentBuild().queryKey })
    },
  })
  const isRunning = build?.state === 'running'
  const choose = () => document.querySelector<HTMLInputElement>('main input[type=file]')?.click()
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>{here?.sample === true ? 'Welcome to Fairlist' : 'Add data'}</Title>
      </div>
      <p className={page['lead']}>
        {here?.sample === true
          ? 'Three ways on. Nothing leaves this machine.'
          : 'Each file becomes a batch of its source; the next build takes it in. Nothing leaves this machine.'}
      </p>
      {build !== null && (isRunning || startedHere) ? <BuildProgress build={build} /> : null}
      {here?.sample === true && drafts.list.length === 0 && !isRunning ? <ThreeWays onChoose={choose} /> : null}
      {drafts.list.map((draft) => (
        <UploadCard
          key={draft.upload.upload}
          draft={draft}
          onChange={drafts.change}
          onRemove={() => drafts.remove(draft.upload.upload)}
        />
      ))}
      {drafts.error === null ? null : <Failure error={drafts.error} />}
      {drafts.list.length === 0 ? null : (
        <div className={classes['go']}>
          <Button size="md" disabled={isRunning} loading={start.isPending} onClick={() => start.mutate()}>
            Build the edition
          </Button>
          <span className="quiet">
            {isRunning
              ? 'One build at a time: this one starts when the other has ended.'
              : 'The present edition is served until the new one is ready.'}
          </span>
        </div>
      )}
      {start.error === null ? null : <Failure error={start.error} />}
      <DropZone onFiles={drafts.add} sending={drafts.sending} compact={drafts.list.length > 0} />
      <HowItWorks />
    </div>
  )
}
