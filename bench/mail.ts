import { parseArgs } from 'node:util'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { queueMail } from '../src/modules/mail/index.ts'
import { deliverMails } from '../src/modules/mail/deliver-mails.ts'
import type { MailTables } from '../src/modules/mail/tables.ts'
import { systemClock } from '../src/platform/clock/index.ts'
import { openSmtp } from '../src/platform/mail/index.ts'
import { renderMail } from '../src/web/mail/render-mail.ts'
import { aDatabase } from '../test/builders/a-database.ts'
import { anSmtpServer } from '../test/builders/an-smtp-server.ts'

// Prints how fast the outbox goes out through an SMTP server on loopback, in a process of its own:
// node bench/mail.ts --mails 10000 --connections 5 [--json]

const { values: flags } = parseArgs({
  options: {
    mails: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
  },
})

if (flags.server) await serve()
else await measure(Number(flags.mails), Number(flags.connections))

/** The other side: takes mails, and tells how many when its input ends. */
async function serve(): Promise<void> {
  const server = await anSmtpServer({ keep: false })
  process.stdout.write(`${server.url}\n`)
  process.stdin.resume()
  await once(process.stdin, 'end')
  process.stdout.write(`${server.count()}\n`)
  await server.close()
}

async function measure(mails: number, connections: number): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--server'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [url] = (await once(child.stdout, 'data')) as [Buffer]
  const database = await aDatabase()
  const transport = openSmtp({ url: url.toString().trim(), connections })
  try {
    const db = database.postgres.as<MailTables>('registration')
    const queueing = performance.now()
    await db.transaction().execute(async (trx) => {
      const data = { title: 'What is new', paragraphs: ['One thing.', 'And another one, a little longer.'] }
      for (let n = 0; n < mails; n++) {
        await queueMail(trx, { template: 'news', to: `ada+${n}@news.example`, kind: 'declinable', topic: 'news', data })
      }
    })
    const queued = (performance.now() - queueing) / 1000
    const sending = performance.now()
    await deliverMails(
      {
        db,
        clock: systemClock,
        transport,
        render: renderMail,
        instance: () => ({ name: 'Fairlist', origin: 'https://fairlist.example' }),
        sender: { from: 'Fairlist <no-reply@fairlist.example>', address: 'no-reply@fairlist.example' },
        mayReceive: async () => true,
        declining: async () => ({ unsubscribe: 'https://f.example/u', preferences: 'https://f.example/p' }),
      },
      { signal: new AbortController().signal },
    )
    const sent = (performance.now() - sending) / 1000
    child.stdin.end()
    const [count] = (await once(child.stdout, 'data')) as [Buffer]
    report({ mails, connections, arrived: Number(count.toString()), queued, sent, rate: mails / sent })
  } finally {
    await transport.close()
    await database.remove()
    child.kill()
  }
}

type Report = { mails: number; connections: number; arrived: number; queued: number; sent: number; rate: number }

function report(figures: Report): void {
  if (flags.json) return console.log(JSON.stringify(figures))
  const { mails, connections, arrived, queued, sent, rate } = figures
  console.log(`queued ${mails} in ${queued.toFixed(1)} s`)
  console.log(`sent ${arrived} over ${connections} connections in ${sent.toFixed(1)} s: ${rate.toFixed(0)} mails/s`)
}
