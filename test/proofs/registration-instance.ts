import { createApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'

// An instance without pages of the web application: node registration-instance.ts DATA. Prints its address and the
// number of PostgreSQL's process when it answers.

const data = process.argv[2] ?? ''
const app = await createApp({ config: { ...loadConfig(), logLevel: 'silent' }, data, web: null })
await app.http.listen({ host: '127.0.0.1', port: 0 })
const address = app.http.server.address()
const port = typeof address === 'object' && address ? address.port : 0
process.stdout.write(
  `${JSON.stringify({ address: `http://127.0.0.1:${port}`, postgres: app.postgres.embedded?.pid })}\n`,
)
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
