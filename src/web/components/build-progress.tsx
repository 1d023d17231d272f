import { Button, Loader, Progress } from '@mantine/core'
import { IconCircle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { BuildStatus } from '../../modules/editions/index.ts'
import { post } from '../api/request.ts'
import { formatCount, formatMoment, formatSeconds } from '../codes/format.ts'
import { labelOf } from '../codes/label-of.ts'
import classes from './build-progress.module.css'
import { Failure } from './failure.tsx'
import page from './page.module.css'

type Step = BuildStatus['steps'][number]

const SURE_AFTER_S = 2

function timeLeft(step: Step): string {
  const { done, total, seconds } = step
  if (!done || !total || !seconds || seconds < SURE_AFTER_S || done >= total) return ''
  return `about ${formatSeconds(((total - done) * seconds) / done)} left`
}

function StepSign({ step, ended }: { step: Step; ended: boolean }) {
  if (step.state === 'done')
    return <IconCircleCheck size={18} stroke={1.8} className={classes['done']} aria-label="Done" role="img" />
  if (step.state === 'running' && ended) return <IconCircleX size={18} stroke={1.8} aria-label="Stopped" role="img" />
  if (step.state === 'running') return <Loader size={16} aria-label="Running" role="img" />
  return <IconCircle size={18} stroke={1.2} className="quiet" aria-label="Waiting" role="img" />
}

function StepLine({ step, ended }: { step: Step; ended: boolean }) {
  const name = step.label === step.name ? labelOf('step', step.name) : step.label
  const counted = step.state === 'done' ? (step.rows ?? step.done) : step.done
  const runs = step.state === 'running' && !ended
  return (
    <li className={classes['step']} data-state={step.state}>
      <StepSign step={step} ended={ended} />
      <div>
        <div className={classes['stepText']}>
          <span>{name}</span>
          <span className="quiet tabular">
            {counted ? `${formatCount(counted)} ${step.unit ?? 'rows'}` : ''}
            {step.seconds && step.state !== 'waiting' ? ` · ${formatSeconds(step.seconds)}` : ''}
            {runs && timeLeft(step) !== '' ? ` · ${timeLeft(step)}` : ''}
          </span>
        </div>
        {runs ? (
          <Progress
            size="xs"
            aria-label={name}
            value={step.total ? (100 * (step.done ?? 0)) / step.total : 100}
            animated={!step.total}
          />
        ) : null}
      </div>
    </li>
  )
}

function Outcome({ build }: { build: BuildStatus }) {
  if (build.state === 'failed') {
    return (
      <p className={classes['outcome']} role="alert">
        <strong>The build failed.</strong> {build.error} Nothing was published: the edition before it is still being
        served.
      </p>
    )
  }
  if (build.state === 'cancelled') {
    return (
      <p className={classes['outcome']}>Cancelled. The edition before it is still being served; your files are kept.</p>
    )
  }
  if (build.state !== 'done') return null
  const edition = build.report?.edition
  return (
    <div className={classes['outcome']}>
      <p>
        <strong>
          {formatCount(build.report?.contacts ?? 0)} contacts at {formatCount(build.report?.companies ?? 0)} companies
        </strong>{' '}
        from {formatCount(build.report?.records ?? 0)} records in {formatSeconds(build.report?.seconds ?? 0)}.
      </p>
      <div className={classes['actions']}>
        <Button component={Link} to="/search">
          Search it
        </Button>
        {edition === undefined ? null : (
          <Button
            variant="default"
            renderRoot={(rest: Record<string, unknown>) => (
              <Link {...rest} to="/editions/$edition" params={{ edition }} />
            )}
          >
            See what the build did
          </Button>
        )}
      </div>
    </div>
  )
}

/** A build with its named steps, live: bars, rows done, time left, cancel. One may leave the page; it goes on. */
export function BuildProgress({ build }: { build: BuildStatus }) {
  const cancel = useMutation({ mutationFn: () => post('/v1/builds/current/cancel') })
  const isRunning = build.state === 'running'
  return (
    <section className={page['card']} aria-label="Build">
      <div className={page['cardHead']}>
        <h2>{labelOf('state', build.state)}</h2>
        <span className="quiet">started {formatMoment(build.started)}</span>
        {isRunning ? (
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel
          </Button>
        ) : null}
      </div>
      <div className={page['inside']}>
        {build.files.length === 0 ? null : (
          <p className="quiet">{build.files.map((file) => file.split('/').at(-1)).join(', ')}</p>
        )}
        <ol className={classes['steps']}>
          {build.steps.map((step) => (
            <StepLine key={step.name} step={step} ended={!isRunning} />
          ))}
        </ol>
        <div aria-live="polite">
          <Outcome build={build} />
        </div>
        {isRunning ? <p className="quiet">You can leave this page; the build goes on.</p> : null}
        {cancel.error === null ? null : <Failure error={cancel.error} />}
      </div>
    </section>
  )
}
