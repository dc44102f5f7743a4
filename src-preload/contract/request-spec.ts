import { z } from 'zod'

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

export const none = z.strictObject({})
export const id = z.int().positive()
export const photoIds = z.array(id).min(1).max(100_000)
/** A name that a person gives: one line, no control characters. */
export const name = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'a name is needed')
      .max(100, 'the name is longer than 100 characters')
      .regex(/^\P{Cc}+$/u, 'the name has control characters in it'),
  )
