import type { ComponentType } from 'react'
import { ErrorPage } from './error-page.tsx'
import { HomePage } from './home-page.tsx'
import type { Pages } from './pages.ts'

/** The component of each page. */
export const publicPages: Partial<{ [Name in keyof Pages]: ComponentType<Pages[Name]> }> = {
  home: HomePage,
  error: ErrorPage,
}
