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
import { validateListSearch } from './pages/operate/list-search.ts'
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

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/operate/users',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/users-page.tsx'), 'UsersPage'),
})

const registrations = createRoute({
  getParentRoute: () => root,
  path: '/operate/registrations',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/registrations-page.tsx'), 'RegistrationsPage'),
})

const registration = createRoute({
  getParentRoute: () => root,
  path: '/operate/registrations/$registration',
  component: lazyRouteComponent(() => import('./pages/operate/registration-page.tsx'), 'RegistrationPage'),
})

const mails = createRoute({
  getParentRoute: () => root,
  path: '/operate/mails',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/mails-page.tsx'), 'MailsPage'),
})

const mail = createRoute({
  getParentRoute: () => root,
  path: '/operate/mails/$mail',
  component: lazyRouteComponent(() => import('./pages/operate/mail-page.tsx'), 'MailPage'),
})

const policies = createRoute({
  getParentRoute: () => root,
  path: '/operate/policies',
  component: lazyRouteComponent(() => import('./pages/operate/policies-page.tsx'), 'PoliciesPage'),
})

const policy = createRoute({
  getParentRoute: () => root,
  path: '/operate/policies/$policy',
  component: lazyRouteComponent(() => import('./pages/operate/policy-page.tsx'), 'PolicyPage'),
})

const feedback = createRoute({
  getParentRoute: () => root,
  path: '/operate/feedback',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/feedback-page.tsx'), 'FeedbackPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/operate/audit',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/audit-page.tsx'), 'AuditPage'),
})

const wall = createRoute({
  getParentRoute: () => root,
  path: '/operate/wall',
  component: lazyRouteComponent(() => import('./pages/operate/wall-page.tsx'), 'WallPage'),
})

const requests = createRoute({
  getParentRoute: () => root,
  path: '/operate/requests',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/requests-page.tsx'), 'RequestsPage'),
})

const telephone = createRoute({
  getParentRoute: () => root,
  path: '/operate/requests/telephone',
  component: lazyRouteComponent(() => import('./pages/operate/telephone-page.tsx'), 'TelephonePage'),
})

const requestCase = createRoute({
  getParentRoute: () => root,
  path: '/operate/requests/$number',
  component: lazyRouteComponent(() => import('./pages/operate/request-page.tsx'), 'RequestPage'),
})

const balance = createRoute({
  getParentRoute: () => root,
  path: '/account/balance',
  component: lazyRouteComponent(() => import('./pages/account/balance-page.tsx'), 'BalancePage'),
})

const customers = createRoute({
  getParentRoute: () => root,
  path: '/operate/accounts',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/accounts-page.tsx'), 'AccountsPage'),
})

const customer = createRoute({
  getParentRoute: () => root,
  path: '/operate/accounts/$account',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/account-page.tsx'), 'AccountPage'),
})

const invoices = createRoute({
  getParentRoute: () => root,
  path: '/operate/invoices',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./pages/operate/invoices-page.tsx'), 'InvoicesPage'),
})

const providers = createRoute({
  getParentRoute: () => root,
  path: '/operate/providers',
  component: lazyRouteComponent(() => import('./pages/operate/providers-page.tsx'), 'ProvidersPage'),
})

const provider = createRoute({
  getParentRoute: () => root,
  path: '/operate/providers/$provider',
  component: lazyRouteComponent(() => import('./pages/operate/provider-page.tsx'), 'ProviderPage'),
})

const review = createRoute({
  getParentRoute: () => root,
  path: '/operate/review',
  component: lazyRouteComponent(() => import('./pages/operate/review-page.tsx'), 'ReviewPage'),
})

const whyContact = createRoute({
  getParentRoute: () => root,
  path: '/operate/contacts/$id/why',
  component: lazyRouteComponent(() => import('./pages/operate/why-page.tsx'), 'WhyPage'),
})

const exportsRoute = createRoute({
  getParentRoute: () => root,
  path: '/exports',
  component: lazyRouteComponent(() => import('./pages/exports/exports-page.tsx'), 'ExportsPage'),
})

const unlocked = createRoute({
  getParentRoute: () => root,
  path: '/lists/unlocked',
  component: lazyRouteComponent(() => import('./pages/exports/unlocked-page.tsx'), 'UnlockedPage'),
})

const contribute = createRoute({
  getParentRoute: () => root,
  path: '/contribute',
  component: lazyRouteComponent(() => import('./pages/contribute/contribute-page.tsx'), 'ContributePage'),
})

const contribution = createRoute({
  getParentRoute: () => root,
  path: '/contribute/$contribution',
  component: lazyRouteComponent(() => import('./pages/contribute/contribution-page.tsx'), 'ContributionPage'),
})

const operate = [
  users,
  registrations,
  registration,
  mails,
  mail,
  policies,
  policy,
  feedback,
  audit,
  wall,
  requests,
  telephone,
  requestCase,
  customers,
  customer,
  invoices,
  providers,
  provider,
  review,
  whyContact,
] as const

/** The pages and their addresses. */
export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      home,
      search,
      editions,
      running,
      edition,
      add,
      account,
      balance,
      exportsRoute,
      unlocked,
      contribute,
      contribution,
      ...operate,
    ]),
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
