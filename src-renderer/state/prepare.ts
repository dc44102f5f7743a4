import { client } from '../api/index.ts'
import { createPreparing } from '../lib/preparing.ts'

/** To be called when a question is near: a model that has left the memory comes back meanwhile. */
export const prepareSearch = createPreparing(
  // Only a wish: the question itself says what is wrong.
  () => void client.request('search.prepare', {}).catch(() => {}),
  () => performance.now(),
)
