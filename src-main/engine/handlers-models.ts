import { toPlainError } from '../../src-preload/contract/index.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'

type ModelHandlers = Pick<
  EngineHandlers,
  Extract<keyof EngineHandlers, `models.${string}` | `providers.${string}`>
>

/** What the engine does for requests about models and processors. */
export function createModelHandlers(rooms: Rooms): ModelHandlers {
  return {
    'models.list': () => rooms.models.overview(),
    'models.get': ({ id }) => {
      // Long work: what comes of it, a failure too, stands in the model's entry.
      rooms.models
        .get(id)
        .catch((error: unknown) => rooms.log('warn', `${id}: ${toPlainError(error).message}`))
      return null
    },
    'models.cancel': ({ id }) => {
      rooms.models.cancel(id)
      return null
    },
    'models.import': ({ path }) => rooms.models.import(path),
    'models.use': async ({ id }) => {
      rooms.writable()
      await rooms.models.use(id)
      return null
    },
    'models.use-now': async () => {
      rooms.writable()
      await rooms.models.useNow()
      return null
    },
    'models.remove': ({ id }) => {
      rooms.writable()
      return rooms.models.remove(id)
    },
    'models.forget-embeddings': ({ id }) => {
      rooms.writable()
      return rooms.models.forgetEmbeddings(id)
    },
    'providers.report': () => rooms.providers.report(),
    'providers.prove': () => rooms.providers.prove(),
  }
}
