import { CloseButton } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { instance } from '../../api/queries.ts'
import { useRemembered } from '../use-remembered.ts'
import classes from './frame.module.css'

/** Says that everybody here is made up, until the first real file retires the sample world. */
export function SampleNotice() {
  const { data } = useQuery(instance())
  const [hidden, setHidden] = useRemembered('sample-notice-hidden', false)
  const { pathname } = useLocation()
  // The page for adding data says the same at length.
  if (data?.sample !== true || hidden || pathname === '/add') return null
  return (
    <section className={classes['sample']} aria-label="Sample world">
      <IconSparkles size={16} stroke={1.6} aria-hidden />
      <p>
        <strong>This is the sample world.</strong> Everybody in it is made up. It retires when you{' '}
        <Link to="/add">add your first file</Link>.
      </p>
      <CloseButton size="sm" aria-label="Hide this notice" onClick={() => setHidden(true)} />
    </section>
  )
}
