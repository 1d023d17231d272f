import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { BuildStatus } from '../../modules/editions/index.ts'
import { account } from './account.ts'
import { currentBuild, instance } from './queries.ts'

/**
 * For staff, the build under way or the last one, live: while it runs, its events are listened to (and only then, as a
 * browser gives an address few connections at once). When one ends, everything that shows an edition is asked again.
 */
export function useBuild(): BuildStatus | null {
  const client = useQueryClient()
  const { data: who } = useQuery(account())
  const { data } = useQuery({ ...currentBuild(), enabled: (who?.staff.length ?? 0) > 0 })
  const running = data?.state === 'running'
  const before = useRef(data?.state)

  useEffect(() => {
    if (!running) return
    const events = new EventSource('/v1/builds/events')
    events.addEventListener('message', (event: MessageEvent<string>) => {
      client.setQueryData(currentBuild().queryKey, JSON.parse(event.data) as BuildStatus | null)
    })
    return () => events.close()
  }, [running, client])

  useEffect(() => {
    if (before.current === 'running' && data?.state !== 'running') void askAgain(client, data ?? null)
    before.current = data?.state
  }, [data, client])

  return data ?? null
}

const STEP_MS = 500
const MOST_STEPS = 60

/** Asks again what an edition shows: at once, and once more when the new one is served, which may be a moment later. */
async function askAgain(client: QueryClient, build: BuildStatus | null): Promise<void> {
  const ask = () => client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'build' })
  await ask()
  if (build?.state !== 'done') return
  for (let step = 0; step < MOST_STEPS; step++) {
    const served = await client.fetchQuery({ ...instance(), staleTime: 0 }).catch(() => null)
    if (served?.edition === build.build) break
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
  await ask()
}
