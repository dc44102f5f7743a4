import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { Outcome } from '../outcome.ts'
import { plural } from '../output.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

/** Forgets a folder and its photos. The files stay where they are. */
export function remove(context: CommandContext, folder: string): Promise<Outcome> {
  return withEngine(context, { role: 'indexer' }, async (engine) => {
    const asked = resolve(folder)
    // A root is stored by its real path; the folder itself may be gone by now.
    const real = await realpath(asked).catch(() => asked)
    const roots = await engine.handlers['roots.list']({})
    const root = roots.find(({ path }) => path === real || path === asked)
    if (!root)
      throw new CodedError(
        'not-found',
        notARoot(
          asked,
          roots.map(({ path }) => path),
        ),
      )
    const { photosRemoved } = await engine.handlers['roots.remove']({ rootId: root.id })
    return {
      document: { path: root.path, photosRemoved },
      lines: [
        `Removed ${root.path} and its ${plural(photosRemoved, 'photo')} from the library; the files are untouched.`,
      ],
    }
  })
}

function notARoot(asked: string, roots: readonly string[]): string {
  const known = roots.length === 0 ? 'none was added yet' : `added were ${roots.join(', ')}`
  return `${asked} is not one of the library's folders (${known}).`
}
