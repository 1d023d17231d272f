import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { places, type Place } from './places.ts'

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
      <Link className={classes['place']} to={place.to} activeProps={{ 'aria-current': 'page' }}>
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
  return (
    <nav className={classes['side']} aria-label="Main">
      <Link to="/search" className={classes['brand']} aria-label="Fairlist, to the search page">
        <Mark />
        {collapsed ? null : <span>Fairlist</span>}
      </Link>
      <ul>
        {places.map((place) => (
          <li key={place.label}>
            <PlaceLink place={place} collapsed={collapsed} />
          </li>
        ))}
      </ul>
      <button type="button" className={classes['place']} onClick={onToggle} aria-expanded={!collapsed}>
        <Fold size={18} stroke={1.6} aria-hidden />
        <span className={collapsed ? 'visually-hidden' : undefined}>
          {collapsed ? 'Unfold the navigation' : 'Fold'}
        </span>
      </button>
    </nav>
  )
}

/** The same places as a bar at the bottom of a phone. */
export function BottomBar() {
  return (
    <nav className={classes['bottom']} aria-label="Main">
      {places.map((place) => {
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
          <Link key={place.label} to={place.to} activeProps={{ 'aria-current': 'page' }}>
            {inside}
          </Link>
        )
      })}
    </nav>
  )
}
