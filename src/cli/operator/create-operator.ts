import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { loadConfig } from '../../config.ts'
import { OPERATOR_HOURS, createOperator, judgePassword, openAuth, readEmail } from '../../modules/accounts/index.ts'
import type { AccountTables } from '../../modules/accounts/index.ts'
import { systemClock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile } from '../../platform/files/index.ts'
import { withDatabase } from '../with-database.ts'

type Options = { email: string; name?: string; organisation?: string; passwordStdin?: true; data: string }

/** Makes an operator, in the database of a running instance or of one that rests. */
export async function createOperatorByCommand(options: Options): Promise<void> {
  const email = readEmail(options.email)
  if (!email) throw new AppError('bad_input', `${options.email} is no e-mail address that can be written to.`)
  const { name = email, organisation = email.slice(email.lastIndexOf('@') + 1), data } = options
  const password = options.passwordStdin ? await readPassword([name, email, organisation]) : null
  const config = loadConfig()
  const wish = { name, email, organisation, password, actor: 'system', first: false }
  const { token } = await withDatabase({ data, url: config.databaseUrl }, async (postgres) => {
    const db = postgres.as<AccountTables>('registration')
    const auth = await openAuth({ db, keyFile: join(data, 'keys', 'accounts.key'), secure: false })
    return createOperator(wish, { db, clock: systemClock, auth })
  })
  process.stderr.write(`${email} is operator.\n`)
  if (token === null) return
  const link = `${config.publicUrl ?? (await addressOfServer(data))}/new-password/${token}`
  process.stderr.write(`Set the password with this link; it works once, for ${OPERATOR_HOURS} hours:\n`)
  process.stdout.write(`${link}\n`)
}

async function readPassword(known: string[]): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  let password = ''
  for await (const line of lines) {
    password = line
    break
  }
  const mistake = judgePassword(password, known)
  if (mistake) throw new AppError('bad_input', `The password cannot be taken. ${mistake}`)
  return password
}

async function addressOfServer(data: string): Promise<string> {
  const server = await findJsonFile(join(data, 'server.json')).catch(() => null)
  const address = server && typeof server === 'object' && 'address' in server ? server.address : null
  return typeof address === 'string' ? address : 'http://127.0.0.1:4600'
}
