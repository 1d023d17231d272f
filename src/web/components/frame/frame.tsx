import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useKeys } from '../use-keys.ts'
import { useRemembered } from '../use-remembered.ts'
import classes from './frame.module.css'
import { KeyHelp } from './key-help.tsx'
import { BottomBar, Navigation } from './navigation.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { TopBar } from './top-bar.tsx'
import { usePlaces } from './use-places.ts'

const loadPalette = async () => ({ default: (await import('./palette.tsx')).Palette })
const Palette = lazy(loadPalette)
/** After the first page has settled, so that the palette is there before anybody types into it. */
const SETTLED_MS = 1500

function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      open()
    }
    const later = setTimeout(() => void loadPalette(), SETTLED_MS)
    document.addEventListener('keydown', listen)
    return () => {
      clearTimeout(later)
      document.removeEventListener('keydown', listen)
    }
  }, [open])
}

/** What stays while pages change: navigation, top bar, palette, keys. */
export function Frame() {
  const navigate = useNavigate()
  const [collapsed, setCollapsed] = useRemembered('navigation-folded', false)
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const [openPalette] = useState(() => () => setPalette(true))
  usePaletteKey(openPalette)
  const going = usePlaces().map(({ keys, to, href }) => {
    return [keys, () => (to === undefined ? window.location.assign(href ?? '/') : void navigate({ to }))] as const
  })
  useKeys({ ...Object.fromEntries(going), '?': () => setHelp(true) })
  return (
    <div className={classes['frame']} data-collapsed={collapsed || undefined}>
      <a className={classes['skip']} href="#main">
        Skip to the content
      </a>
      <Navigation collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
      <div className={classes['body']}>
        <TopBar onPalette={openPalette} onKeys={() => setHelp(true)} />
        <SampleNotice />
        <main id="main" className={classes['content']} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <KeyHelp opened={help} onClose={() => setHelp(false)} />
      {palette ? (
        <Suspense>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
