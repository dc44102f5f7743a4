import type { z } from 'zod'

/** Who answers: the engine, or the host (Electron's main process, the web server) around it. */
export type AnsweredBy = 'engine' | 'host'

export interface RequestSpec<Input, Args, Answer, By extends AnsweredBy> {
  readonly by: By
  readonly args: z.ZodType<Args, Input>
  /** Never set; carries the answer's type. */
  readonly answer?: Answer
}

type Specified<Answer, By extends AnsweredBy> = <Schema extends z.ZodType>(
  args: Schema,
) => RequestSpec<z.input<Schema>, z.output<Schema>, Answer, By>

/** Curried so that the answer's type can be given while the arguments' type is inferred. */
export function request<Answer>(by: 'engine'): Specified<Answer, 'engine'>
export function request<Answer>(by: 'host'): Specified<Answer, 'host'>
export function request(by: AnsweredBy) {
  return (args: z.ZodType) => ({ by, args })
}
