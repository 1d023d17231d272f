import { Tooltip } from '@mantine/core'
import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AllPlaces } from './all-places.tsx'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { barOf, type Place } from './places.ts'
import { usePlaces } from './use-places.ts'

/** A page below a place belongs to it; below the account lie places of their own. */
function activeOf({ to }: Place): { exact: boolean } {
  return { exact: to === '/account' }
}

function PlaceLink({ place, collapsed }: { place: Place; collapsed: boolean }) {
  const inside = (
    <>
      <place.icon size={18} stroke={1.6} aria-hidden />
      <span className={collapsed ? 'visually-hidden' : undefined}>{place.label}</span>
    </>
  )
  const link =
    place.to === undefined ? (
      <a className={classes['place']} href={place.href}>
        {inside}
      </a>
    ) : (
      <Link
        className={classes['place']}
        to={place.to}
        activeOptions={activeOf(place)}
        activeProps={{ 'aria-current': 'page' }}
      >
        {inside}
      </Link>
    )
  return (
    <Tooltip label={`${place.label} (${place.keys})`} position="right" disabled={!collapsed}>
      {link}
    </Tooltip>
  )
}

/** The left navigation, foldable to icons. */
export function Navigation({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const Fold = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const groups = Map.groupBy(usePlaces(), ({ group }) => group)
  return (
    <nav className={classes['side']} aria-label="Main">
      <Link to="/search" className={classes['brand']} aria-label="Fairlist, to the search page">
        <Mark />
        {collapsed ? null : <span>Fairlist</span>}
      </Link>
      <div className={classes['places']}>
        {[...groups].map(([group, places]) => (
          <ul key={group} aria-label={group}>
            {places.map((place) => (
              <li key={place.label}>
                <PlaceLink place={place} collapsed={collapsed} />
              </li>
            ))}
          </ul>
        ))}
      </div>
      <button type="button" className={classes['place']} onClick={onToggle} aria-expanded={!collapsed}>
        <Fold size={18} stroke={1.6} aria-hidden />
        <span className={collapsed ? 'visually-hidden' : undefined}>
          {collapsed ? 'Unfold the navigation' : 'Fold'}
        </span>
      </button>
    </nav>
  )
}

/** The first of the same places as a bar at the bottom of a phone, and the way to the others. */
export function BottomBar() {
  const all = usePlaces()
  const shown = barOf(all)
  const [more, setMore] = useState(false)
  return (
    <nav className={classes['bottom']} aria-label="Main">
      {shown.map((place) => {
        const inside = (
          <>
            <place.icon size={20} stroke={1.6} aria-hidden />
            <span>{place.short}</span>
          </>
        )
        return place.to === undefined ? (
          <a key={place.label} href={place.href}>
            {inside}
          </a>
        ) : (
          <Link
            key={place.label}
            to={place.to}
            activeOptions={activeOf(place)}
            activeProps={{ 'aria-current': 'page' }}
          >
            {inside}
          </Link>
        )
      })}
      {shown.length === all.length ? null : (
        <button type="button" aria-haspopup="dialog" onClick={() => setMore(true)}>
          <IconDots size={20} stroke={1.6} aria-hidden />
          <span>More</span>
        </button>
      )}
      <AllPlaces opened={more} places={all} onClose={() => setMore(false)} />
    </nav>
  )
}
