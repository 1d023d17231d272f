import { CloseButton, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { BuildStatus } from '../../../modules/editions/index.ts'
import { useBuild } from '../../api/use-build.ts'
import { formatCount } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import classes from './frame.module.css'

function sentence(build: BuildStatus): string {
  if (build.state === 'failed') return `The build failed. ${build.error ?? ''}`.trim()
  if (build.state === 'cancelled') return 'The build was cancelled. The edition before it is still being served.'
  const contacts = build.report?.contacts
  return contacts === undefined ? 'The build is done.' : `The build is done: ${formatCount(contacts)} contacts.`
}

function EndNotice({ build, onClose }: { build: BuildStatus; onClose: () => void }) {
  const Sign = build.state === 'done' ? IconCircleCheck : build.state === 'failed' ? IconAlertTriangle : IconX
  const edition = build.report?.edition
  return (
    <div className={classes['notice']} data-state={build.state}>
      <Sign size={18} stroke={1.8} aria-hidden />
      <span>{sentence(build)}</span>
      {build.state === 'done' && edition !== undefined ? (
        <Link to="/editions/$edition" params={{ edition }} onClick={onClose}>
          See what it did
        </Link>
      ) : (
        <Link to="/editions/running" onClick={onClose}>
          Details
        </Link>
      )}
      <CloseButton size="sm" aria-label="Close the notice" onClick={onClose} />
    </div>
  )
}

/** What is being built now, and a quiet notice when it ends. */
export function RunningWork() {
  const build = useBuild()
  const before = useRef(build?.state)
  const [ended, setEnded] = useState<BuildStatus | null>(null)

  useEffect(() => {
    if (before.current === 'running' && build !== null && build.state !== 'running') setEnded(build)
    before.current = build?.state
  }, [build])

  const step = build?.steps.find((one) => one.state === 'running')
  return (
    <>
      {build?.state === 'running' ? (
        <Link to="/editions/running" className={classes['working']}>
          <Loader size={14} aria-hidden />
          <span>{step === undefined ? 'Building' : labelOf('step', step.name)}</span>
        </Link>
      ) : null}
      <div role="status">{ended === null ? null : <EndNotice build={ended} onClose={() => setEnded(null)} />}</div>
    </>
  )
}
