import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Failure } from './components/failure.tsx'
import { Frame } from './components/frame/frame.tsx'
import { NotFound } from './components/not-found.tsx'
import { parseSearch, stringifySearch, validateSearch } from './pages/search/filters.ts'
import { SearchPage } from './pages/search/search-page.tsx'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Frame, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/search' })
  },
})

const search = createRoute({ getParentRoute: () => root, path: '/search', validateSearch, component: SearchPage })

const editions = createRoute({
  getParentRoute: () => root,
  path: '/editions',
  component: lazyRouteComponent(() => import('./pages/editions/editions-page.tsx'), 'EditionsPage'),
})

const running = createRoute({
  getParentRoute: () => root,
  path: '/editions/running',
  component: lazyRouteComponent(() => import('./pages/editions/running-page.tsx'), 'RunningPage'),
})

const edition = createRoute({
  getParentRoute: () => root,
  path: '/editions/$edition',
  component: lazyRouteComponent(() => import('./pages/editions/edition-page.tsx'), 'EditionPage'),
})

const add = createRoute({
  getParentRoute: () => root,
  path: '/add',
  component: lazyRouteComponent(() => import('./pages/add/add-page.tsx'), 'AddPage'),
})

/** The pages and their addresses. */
export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([home, search, editions, running, edition, add]),
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error, reset }) => <Failure isPage error={error} retry={reset} />,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
