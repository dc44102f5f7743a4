import { followParent } from './follow.mjs'

/** What a launcher does, as it does it. On standard error: standard output belongs to the command that is launched. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** Something that cannot be had: one sentence, exit 1. */
export class CannotGoOn extends Error {
  name = 'CannotGoOn'
}

/** Runs a launcher and ends with its exit code, or with the one sentence that says why not. */
export async function launch(main) {
  followParent()
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
