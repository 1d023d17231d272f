import { CloseButton } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { account } from '../../api/account.ts'
import { instance } from '../../api/queries.ts'
import { useRemembered } from '../use-remembered.ts'
import classes from './frame.module.css'
import { placesOf } from './places.ts'

function useHiding(name: string): [boolean, () => void] {
  const [hidden, setHidden] = useRemembered(name, false)
  return [hidden, () => setHidden(true)]
}

/** Says that everybody here is made up, until the first real file retires the sample world; and whose the instance is. */
export function SampleNotice() {
  const { data } = useQuery(instance())
  const { data: who } = useQuery(account())
  const [sampleHidden, hideSample] = useHiding('sample-notice-hidden')
  const [unclaimedHidden, hideUnclaimed] = useHiding('unclaimed-notice-hidden')
  const { pathname } = useLocation()
  // The page for adding data says the same at length.
  const isSample = data?.sample === true && !sampleHidden && pathname !== '/add'
  const canAdd = placesOf(who).some(({ to }) => to === '/add')
  const isUnclaimed = who?.kind === 'local' && !unclaimedHidden
  if (!isSample && !isUnclaimed) return null
  return (
    <section className={classes['sample']} aria-label={isSample ? 'Sample world' : 'No operator yet'}>
      <IconSparkles size={16} stroke={1.6} aria-hidden />
      <p>
        {isSample ? (
          <>
            <strong>This is the sample world.</strong> Everybody in it is made up.{' '}
            {canAdd ? (
              <>
                It retires when you <Link to="/add">add your first file</Link>.{' '}
              </>
            ) : null}
          </>
        ) : null}
        {isUnclaimed ? (
          <>
            Nobody has an account here yet: <a href="/first-operator">become the operator</a> to let others in.
          </>
        ) : null}
      </p>
      <CloseButton
        size="sm"
        aria-label="Hide this notice"
        onClick={() => {
          if (isSample) hideSample()
          if (isUnclaimed) hideUnclaimed()
        }}
      />
    </section>
  )
}
