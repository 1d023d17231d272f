import { createContext, useContext } from 'react'
import type { Frame } from './pages.ts'

const empty: Frame = { site: 'Fairlist', user: null, gpc: false, unclaimed: false }

/** What a page knows about the instance and the visitor. */
export const FrameContext = createContext<Frame>(empty)

/** The frame of the page that is being rendered. */
export const useFrame = (): Frame => useContext(FrameContext)
