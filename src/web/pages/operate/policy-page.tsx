import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { policies as policiesQuery, policyText } from '../../api/operate.ts'
import { Missing } from '../../components/missing.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { PolicyEditor } from './policy-editor.tsx'

function Editor({ kind, newest, noticeDays }: { kind: string; newest: number; noticeDays: number }) {
  // What is published while somebody writes must not take the text from under their hands.
  const [begun] = useState(newest)
  const query = useQuery(policyText(kind, begun))
  return (
    <Shown query={query} height={480}>
      {(start) => <PolicyEditor start={start} noticeDays={noticeDays} />}
    </Shown>
  )
}

/** Writes the next version of a policy. */
export function PolicyPage() {
  const { policy: kind } = useParams({ from: '/operate/policies/$policy' })
  const query = useQuery(policiesQuery())
  useTitle('A new version')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/policies">All policies</Link>
      </p>
      <Shown query={query}>
        {({ items, noticeDays }) => {
          const policy = items.find((each) => each.kind === kind)
          if (policy === undefined)
            return <Missing title="No such policy" detail="The list of policies shows all there are." />
          return (
            <>
              <div className={page['head']}>
                <Title order={1}>{policy.title}</Title>
              </div>
              <Editor key={kind} kind={kind} newest={policy.versions[0]?.version ?? 1} noticeDays={noticeDays} />
            </>
          )
        }}
      </Shown>
    </div>
  )
}
