import type { ModelPhoto } from './model.ts'
import type { Operation } from './operations.ts'
import type { Run } from './run.ts'
import type { OwnData } from './snapshot.ts'

const hasPhotos = (run: Run) => known(run).length > 0

/** Photos as the last comparison left them; what was done to their files since does not matter to the person's word. */
function known(run: Run): ModelPhoto[] {
  return [...run.model.photos.values()].filter(
    ({ hash, indexedAtMs }) => hash !== null && indexedAtMs !== null,
  )
}

/** Said to the engine, and from then on part of what must be. */
async function say(run: Run, ask: (ids: number[]) => Promise<unknown>, change: (own: OwnData) => OwnData) {
  const photos = run.dice.some(known(run), 1 + run.dice.int(3))
  await ask(photos.map(({ id }) => id))
  const changed = new Map(run.model.photos)
  for (const photo of photos) changed.set(photo.id, { ...photo, own: change(photo.own) })
  run.model = { ...run.model, photos: changed }
}

const sortedWith = <T>(list: readonly T[], item: T): T[] => [...new Set([...list, item])].toSorted()

/** What the person says of photos. */
export const ownDataOperations: readonly Operation[] = [
  {
    name: 'hide or show',
    weight: 6,
    isPossible: hasPhotos,
    act: (run) => {
      const hidden = run.dice.chance(0.6)
      const ask = (photoIds: number[]) => run.driver.ask('photos.hide', { photoIds, hidden })
      return say(run, ask, (own) => ({ ...own, hidden }))
    },
  },
  {
    name: 'like or rate',
    weight: 8,
    isPossible: hasPhotos,
    act: (run) => {
      const [favourite, rating] = [run.dice.chance(0.5), run.dice.pick([null, 0, 1, 2, 3, 4, 5])]
      const ask = (photoIds: number[]) => run.driver.ask('photos.mark', { photoIds, favourite, rating })
      return say(run, ask, (own) => ({ ...own, favourite, rating }))
    },
  },
  {
    name: 'tag',
    weight: 6,
    isPossible: hasPhotos,
    act: (run) => {
      const tag = run.dice.pick(['family', 'Ferien', '旅行'])
      if (run.dice.chance(0.3)) {
        const ask = (photoIds: number[]) => run.driver.ask('photos.tag', { photoIds, remove: [tag] })
        return say(run, ask, (own) => ({ ...own, tags: own.tags.filter((name) => name !== tag) }))
      }
      const ask = (photoIds: number[]) => run.driver.ask('photos.tag', { photoIds, add: [tag] })
      return say(run, ask, (own) => ({ ...own, tags: sortedWith(own.tags, tag) }))
    },
  },
  {
    name: 'put into a collection',
    weight: 5,
    isPossible: hasPhotos,
    act: async (run) => {
      const name = run.dice.pick(['Best of', 'To print'])
      const existing = await run.driver.ask('collections.list', {})
      const collection =
        existing.find((one) => one.name === name) ?? (await run.driver.ask('collections.create', { name }))
      const collectionId = collection.id
      const ask = (add: number[]) => run.driver.ask('collections.change', { collectionId, add })
      return say(run, ask, (own) => ({ ...own, collections: sortedWith(own.collections, collectionId) }))
    },
  },
]
