import { Command, CommanderError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { AppError } from '../platform/errors/index.ts'

type Entry = { name: string; summary: string; load: () => Promise<Command> }

/** Every command: its summary is here, so that the overview needs none of them; the rest is loaded when it is called. */
const commands: Entry[] = [
  {
    name: 'serve',
    summary: 'start the server: database, search, web application',
    load: async () => (await import('./serve/command.ts')).serveCommand(),
  },
  {
    name: 'build',
    summary: 'add files and build an edition from everything in force',
    load: async () => (await import('./build/command.ts')).buildCommand(),
  },
  {
    name: 'provide',
    summary: 'take in a file that a provider delivers under its contract',
    load: async () => (await import('./provide/command.ts')).provideCommand(),
  },
  {
    name: 'edition',
    summary: 'list, show, compare, verify and roll back editions',
    load: async () => (await import('./edition/command.ts')).editionCommand(),
  },
  {
    name: 'clean',
    summary: 'clean a file of contacts, with a reason for every change',
    load: async () => (await import('./clean/command.ts')).cleanCommand(),
  },
  {
    name: 'scan',
    summary: 'say how good a file of contacts is',
    load: async () => (await import('./scan/command.ts')).scanCommand(),
  },
  {
    name: 'explain',
    summary: 'say why records are one contact, or two, and which values won',
    load: async () => (await import('./explain/command.ts')).explainCommand(),
  },
  {
    name: 'merge',
    summary: 'decide that two contacts are one person',
    load: async () => (await import('./decisions/merge-command.ts')).mergeCommand(),
  },
  {
    name: 'split',
    summary: 'decide that some records of a contact are somebody else',
    load: async () => (await import('./decisions/split-command.ts')).splitCommand(),
  },
  {
    name: 'decisions',
    summary: 'list what was decided by hand, and undo it',
    load: async () => (await import('./decisions/decisions-command.ts')).decisionsCommand(),
  },
  {
    name: 'value',
    summary: 'clean values: a filter from lines to JSON lines',
    load: async () => (await import('./value/command.ts')).valueCommand(),
  },
  {
    name: 'industry',
    summary: 'find an industry by words or by code',
    load: async () => (await import('./industry/command.ts')).industryCommand(),
  },
  {
    name: 'verify',
    summary: 'ask mail servers whether addresses can be delivered to',
    load: async () => (await import('./verify/command.ts')).verifyCommand(),
  },
  {
    name: 'link',
    summary: 'find which records of a file are one person',
    load: async () => (await import('./link/command.ts')).linkCommand(),
  },
  {
    name: 'compare',
    summary: 'say how likely two records are one person, and why',
    load: async () => (await import('./compare/command.ts')).compareCommand(),
  },
  {
    name: 'score',
    summary: 'measure clusters against the truth',
    load: async () => (await import('./score/command.ts')).scoreCommand(),
  },
  {
    name: 'convert',
    summary: 'turn any file that can be read into plain UTF-8 CSV',
    load: async () => (await import('./convert/command.ts')).convertCommand(),
  },
  {
    name: 'lab',
    summary: 'make synthetic worlds with known truth, and score builds against it',
    load: async () => (await import('./lab/command.ts')).labCommand(),
  },
  {
    name: 'operator',
    summary: 'make somebody operator of the instance',
    load: async () => (await import('./operator/command.ts')).operatorCommand(),
  },
  {
    name: 'doctor',
    summary: 'check this machine and the data directory, and say what to do',
    load: async () => (await import('./doctor/command.ts')).doctorCommand(),
  },
]

/**
 * Runs one command line (without node and script) and gives its exit code:
 * 0 done, 1 the work failed (the reason is on stderr), 2 wrong usage.
 */
export async function runProgram(args: string[]): Promise<number> {
  surviveClosedOutput()
  try {
    const program = await createProgram(args[0])
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`${explain(error)}\n`)
    return 1
  }
}

/** The command line's tree with one command loaded, or all of them with `'*'`; the others are only named. */
export async function createProgram(name: string | undefined): Promise<Command> {
  const program = new Command('fairlist')
    .description(manifest.description)
    .version(manifest.version, '-V, --version', 'print the version')
    .helpCommand(false)
    .showHelpAfterError('(add --help for the options and an example)')
  for (const entry of commands) {
    const command = name === '*' || name === entry.name ? await entry.load() : new Command(entry.name)
    program.addCommand(command.summary(entry.summary))
  }
  program.addHelpText('after', '\nExample:\n  $ fairlist serve\n  $ fairlist build contacts.csv --source "Trade fair"')
  inherit(program)
  return program
}

/** Makes usage errors of every command below come back as exceptions, so that the exit code is decided in one place. */
function inherit(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) inherit(child.copyInheritedSettings(command))
}

/** One sentence for a person; the stack only for what nobody foresaw. */
function explain(error: unknown): string {
  if (error instanceof AppError) return [`fairlist: ${error.message}`, error.detail].filter(Boolean).join('\n')
  if (error instanceof Error) return `fairlist: unexpected failure: ${error.stack ?? error.message}`
  return `fairlist: unexpected failure: ${String(error)}`
}

/** `fairlist … | head` closes our output early: that is an end, not an error. */
function surviveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0)
      throw error
    })
  }
}
