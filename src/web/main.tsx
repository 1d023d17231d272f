import '@mantine/core/styles.css'
import './ground.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RequestError } from './api/request.ts'
import { createAppRouter } from './router.tsx'
import { resolveTokens, theme } from './theme.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      // An answer of the server is final; only silence is worth asking again.
      retry: (failures, error) => failures < 2 && error instanceof RequestError && error.problem.status === 0,
    },
  },
})
const router = createAppRouter(queries)
const schemes = localStorageColorSchemeManager({ key: 'fairlist.scheme' })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveTokens}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
