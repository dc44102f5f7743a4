import type { AddRootOutcome, Emit, Reply } from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'

/** Adds folders that were named on a command line or dropped on the dock; what cannot be added is said in the window. */
export async function addFolders(
  engine: Pick<EngineClient, 'request'>,
  folders: readonly string[],
  emit: Emit,
): Promise<void> {
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
