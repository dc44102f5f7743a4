#!/usr/bin/env node
import { CommanderError, type Command } from 'commander'
import { toPlainError, type PlainError } from '../../../src-preload/contract/index.ts'
import { keepQuiet } from '../../engine/quiet.ts'
import { followLauncher } from '../shared/follow-launcher.ts'
import { printError, printOutcome } from './output.ts'
import { createProgram } from './program.ts'

// The command line: exit 0 done, 1 could not, 2 wrong usage.

keepQuiet()

/** A command that does not end in order within this time of its launcher's death is ended. */
const orphanGraceMs = 3_000

followLauncher(() => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), orphanGraceMs).unref()
  process.kill(process.pid, 'SIGTERM')
})
// `sightline search … | head` closes our standard output early; that is no error.
process.stdout.on('error', () => process.exit(0))
const exitCode = await main(process.argv.slice(2))
// Where pipes are asynchronous, ending at once would cut the answer short.
process.stdout.write('', () => process.exit(exitCode))

async function main(args: readonly string[]): Promise<number> {
  // Known before parsing, because wrong usage is told as JSON too. After "--" it is a word or a path.
  const optionsEnd = args.indexOf('--')
  const json = args.slice(0, optionsEnd < 0 ? undefined : optionsEnd).includes('--json')
  let exitCode = 0
  const printing = () => ({ json, data: program.opts<{ data?: string }>().data })
  const program: Command = createProgram(async (outcome) => {
    printOutcome(outcome, printing())
    await outcome.ended
    exitCode = outcome.exitCode ?? 0
  })
  throwInsteadOfExit(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      const told = toPlainError(error)
      printError(told, printing())
      return told.code === 'query-not-understood' ? 2 : 1
    }
    if (error.exitCode === 0) return 0
    printError(usageError(error), printing())
    return 2
  }
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} })
  for (const below of command.commands) throwInsteadOfExit(below)
}

function usageError(error: CommanderError): PlainError {
  const what = error.code === 'commander.help' ? 'no command was given' : clause(error.message)
  return {
    code: 'bad-arguments',
    message: `Not understood: ${what}; "sightline --help" shows what there is.`,
  }
}

/** Commander says "error: unknown command 'stats'\n(Did you mean status?)". */
function clause(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
}
