import type { Outcome } from './outcome.ts'
import type { CommandContext } from './with-engine.ts'

/** Calls a command with what every command gets, and hands on what it found out. */
export type Run = (command: (context: CommandContext) => Promise<Outcome>) => Promise<void>
