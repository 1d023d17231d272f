import { once } from 'node:events'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { holdLock } from '../../src/platform/duckdb/index.ts'

// An instance without pages of the web application: node registration-instance.ts DATA. Loads the program, waits for a
// line, opens the data directory, and prints its address and the number of PostgreSQL's process when it answers.

const data = process.argv[2] ?? ''
process.stdout.write('loaded\n')
await once(process.stdin, 'data')
process.stdin.destroy()
// As the server does: a build beside it borrows its PostgreSQL.
const lock = await holdLock(join(data, 'serve.lock'))
if (!lock) throw new Error('another instance holds the data directory')
const app = await createApp({ config: { ...loadConfig(), logLevel: 'silent' }, data, web: null })
await app.http.listen({ host: '127.0.0.1', port: 0 })
const address = app.http.server.address()
const port = typeof address === 'object' && address ? address.port : 0
process.stdout.write(
  `${JSON.stringify({ address: `http://127.0.0.1:${port}`, postgres: app.postgres.embedded?.pid })}\n`,
)
// What is named here is not let go before.
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(() => lock.release())
      .then(() => process.exit(0)),
)
