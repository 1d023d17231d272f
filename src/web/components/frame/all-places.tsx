import { Drawer } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CardTitle } from './card-title.tsx'
import classes from './frame.module.css'
import type { Place } from './places.ts'

/** Every place on one sheet, for phones. */
export function AllPlaces({ opened, places, onClose }: { opened: boolean; places: Place[]; onClose: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="70%"
      withCloseButton={false}
      attributes={{ content: { 'aria-label': 'Everything' } }}
    >
      <CardTitle title="Everything" onClose={onClose} />
      <ul className={classes['sheet']}>
        {places.map((place) => {
          const inside = (
            <>
              <place.icon size={18} stroke={1.6} aria-hidden />
              <span>{place.label}</span>
            </>
          )
          return (
            <li key={place.label}>
              {place.to === undefined ? (
                <a className={classes['place']} href={place.href}>
                  {inside}
                </a>
              ) : (
                <Link
                  className={classes['place']}
                  to={place.to}
                  activeProps={{ 'aria-current': 'page' }}
                  onClick={onClose}
                >
                  {inside}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </Drawer>
  )
}
