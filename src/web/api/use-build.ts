import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { BuildStatus } from '../../modules/editions/index.ts'
import { account } from './account.ts'
import { currentBuild } from './queries.ts'

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
    if (before.current === 'running' && data?.state !== 'running') {
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'build' })
    }
    before.current = data?.state
  }, [data?.state, client])

  return data ?? null
}
