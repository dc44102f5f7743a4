import type { Outcome } from './outcome.ts'
import type { CommandContext } from './with-engine.ts'

/** Calls a command with what every command gets, and hands on what it found out. */
export type Run = (
  command: (context: CommandContext) => Promise<Outcome>,
  options?: {
    /** The command opens programs of the person's, whose new files are not for it to make private. */
    readonly opensPrograms: boolean
  },
) => Promise<void>
