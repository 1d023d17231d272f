import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { policies as policiesQuery, policyText, type NewPolicyVersion } from '../../api/operate.ts'
import type { RequestError } from '../../api/request.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import classes from './operate.module.css'

type Props = {
  kind: string
  draft: NewPolicyVersion
  error: RequestError
  onGoOn: (part: Partial<NewPolicyVersion>) => void
}

function BothTexts({ kind, draft, newest, onGoOn }: Omit<Props, 'error'> & { newest: number }) {
  const query = useQuery(policyText(kind, newest))
  return (
    <Shown query={query}>
      {(theirs) => (
        <div className={`${page['inside']} ${classes['clash']}`}>
          <div>
            <strong>Published meanwhile: version {newest}</strong>
            <div className="quiet">{theirs.summary}</div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text scrolls by keyboard, too */}
            <pre tabIndex={0} role="region" aria-label={`Version ${newest}`}>
              {theirs.text}
            </pre>
            <Button mt="sm" variant="default" onClick={() => onGoOn({ base: newest, text: theirs.text })}>
              Begin again from theirs
            </Button>
          </div>
          <div>
            <strong>Yours, which was not published</strong>
            <div className="quiet">{draft.summary}</div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text scrolls by keyboard, too */}
            <pre tabIndex={0} role="region" aria-label="Yours">
              {draft.text}
            </pre>
            <Button mt="sm" onClick={() => onGoOn({ base: newest })}>
              Go on with mine, on top of version {newest}
            </Button>
          </div>
        </div>
      )}
    </Shown>
  )
}

/** Somebody published since the editor began: both texts, and the two ways on. Nothing of either is lost. */
export function PolicyClash({ kind, draft, error, onGoOn }: Props) {
  const query = useQuery({ ...policiesQuery(), staleTime: 0 })
  const newest = query.data?.items.find((each) => each.kind === kind)?.versions[0]?.version
  return (
    <section className={page['card']} aria-label="Two versions at once">
      <h2>Somebody else published first</h2>
      <div className={page['inside']}>
        <Trouble error={error} />
        <ul className={page['sentences']}>
          {error.problem.errors
            .filter(({ pointer }) => pointer.endsWith('/base'))
            .map(({ detail }) => (
              <li key={detail}>{detail}</li>
            ))}
        </ul>
      </div>
      {newest === undefined ? null : <BothTexts kind={kind} draft={draft} newest={newest} onGoOn={onGoOn} />}
    </section>
  )
}
