import type { AddRootOutcome, Emit, Reply } from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'

/** Adds folders that were named on a command line or dropped on the dock; what cannot be added is said in the window. */
export async function addFolders(
  engine: EngineClient,
  folders: readonly string[],
  emit: Emit,
): Promise<void> {
  // A large library takes longer to open than a request waits; and a failed engine has said so itself.
  if (folders.length === 0 || !(await isUp(engine))) return
  for (const path of folders) {
    const reply = (await engine.request('roots.add', { path })) as Reply<AddRootOutcome>
    if (!reply.ok) {
      emit('notice', { id: `add-folder:${path}`, level: 'error', message: reply.error.message })
    } else if (reply.value.kind === 'inside') {
      const message = `${path} is inside ${reply.value.root.path}, which is in Sightline already.`
      emit('notice', { id: `add-folder:${path}`, level: 'info', message })
    }
  }
}

/** Settles once the engine is ready (true) or cannot be started (false), however long that takes. */
function isUp(engine: EngineClient): Promise<boolean> {
  return new Promise((resolve) => {
    const check = (): void => {
      const { kind } = engine.state()
      if (kind !== 'ready' && kind !== 'failed') return
      unsubscribe()
      resolve(kind === 'ready')
    }
    const unsubscribe = engine.subscribe(check)
    check()
  })
}
