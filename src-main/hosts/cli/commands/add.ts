import { resolve } from 'node:path'
import { toPlainError, type AddRootOutcome, type PlainError } from '../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

type Added = { readonly path: string; readonly outcome: AddRootOutcome }
type Refused = { readonly path: string; readonly error: PlainError }

/** Registers folders. One that is refused does not keep the others out. */
export function add(context: CommandContext, folders: readonly string[]): Promise<Outcome> {
  return withEngine(context, { role: 'indexer' }, async (engine) => {
    const tried: (Added | Refused)[] = []
    for (const folder of folders) tried.push(await tryToAdd(engine, resolve(folder)))
    return describe(tried)
  })
}

async function tryToAdd(engine: Engine, path: string): Promise<Added | Refused> {
  try {
    return { path, outcome: await engine.handlers['roots.add']({ path }) }
  } catch (error) {
    return { path, error: toPlainError(error) }
  }
}

function describe(tried: readonly (Added | Refused)[]): Outcome {
  const added = tried.filter((one) => 'outcome' in one)
  const refused = tried.filter((one) => 'error' in one)
  const folders = added.map(({ path, outcome }) => ({ path, kind: outcome.kind, root: outcome.root.path }))
  const [first] = refused
  const isNew = added.some(({ outcome }) => outcome.kind === 'added' || outcome.kind === 'absorbed')
  return {
    document: {
      folders,
      failed: refused.map(({ path, error }) => ({ path, reason: error.message })),
      ...(first && { error: first.error }),
    },
    lines: [
      ...added.map(sentence),
      ...(isNew ? ['Run "sightline index" to make the new photos searchable.'] : []),
    ],
    notes: refused.map(({ error }) => error.message),
    exitCode: refused.length === 0 ? 0 : 1,
  }
}

function sentence({ path, outcome }: Added): string {
  switch (outcome.kind) {
    case 'added':
      return `Added ${outcome.root.path}.`
    case 'already':
      return `${outcome.root.path} was added before.`
    case 'inside':
      return `${path} lies inside ${outcome.root.path}, which was added before; its photos are counted once.`
    case 'absorbed':
      return `Added ${outcome.root.path}, which now includes ${outcome.absorbed.join(', ')}; photos are counted once.`
    case 'returned':
      return `${outcome.root.path} is ${outcome.from}, which was away; its photos kept everything.`
  }
}
