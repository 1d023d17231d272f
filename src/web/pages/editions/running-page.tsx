import { Button, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { currentBuild } from '../../api/queries.ts'
import { post } from '../../api/request.ts'
import { useBuild } from '../../api/use-build.ts'
import { BuildProgress } from '../../components/build-progress.tsx'
import { Failure } from '../../components/failure.tsx'
import page from '../../components/page.module.css'
import { useTitle } from '../../components/use-title.ts'

/** The build under way, or the last one, and the way to start another from what is already there. */
export function RunningPage() {
  const build = useBuild()
  const client = useQueryClient()
  useTitle('Build')
  const rebuild = useMutation({
    mutationFn: () => post('/v1/builds', { uploads: [] }),
    onSuccess: () => client.invalidateQueries({ queryKey: currentBuild().queryKey }),
  })
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Build</Title>
        {build?.state === 'running' ? null : (
          <>
            <Button variant="default" loading={rebuild.isPending} onClick={() => rebuild.mutate()}>
              Build again from the same files
            </Button>
            <Button component={Link} to="/add">
              Add data
            </Button>
          </>
        )}
      </div>
      {rebuild.error === null ? null : <Failure error={rebuild.error} />}
      {build === null ? <p className={page['lead']}>No build is running.</p> : <BuildProgress build={build} />}
    </div>
  )
}
