/** What a command found out. Commands compute; `main.ts` prints and exits. */
export interface Outcome {
  /** The one JSON document of `--json`. */
  readonly document: unknown
  /** The same for people, on standard output. */
  readonly lines: readonly string[]
  /** Remarks beside the answer, on standard error, so that lines can be piped on. */
  readonly notes?: readonly string[]
  /** 1: not everything could be done. */
  readonly exitCode?: 0 | 1
  /** A command that goes on after its answer (a server, a watch) ends when this settles. */
  readonly ended?: Promise<void>
}
