import type { Value } from './records.ts'

/** An index that says once more what rows of a table say. */
export interface SecondSource {
  readonly table: string
  readonly index: string
  /** In the order of the index. */
  readonly columns: readonly { readonly name: string; readonly type: 'number' | 'string' }[]
  /** What the table wants besides. */
  readonly others: Readonly<Record<string, Value>>
}

const number = (name: string) => ({ name, type: 'number' }) as const
const string = (name: string) => ({ name, type: 'string' }) as const

export const secondSources: readonly SecondSource[] = [
  {
    table: 'roots',
    index: 'sqlite_autoindex_roots_1',
    columns: [string('path'), number('id')],
    others: { added_at_ms: 0 },
  },
  {
    table: 'photo_tags',
    index: 'photo_tags_by_tag',
    columns: [number('tag_id'), number('photo_id')],
    others: {},
  },
  {
    table: 'collection_photos',
    index: 'collection_photos_by_photo',
    columns: [number('photo_id'), number('collection_id')],
    others: { added_at_ms: 0 },
  },
  { table: 'tags', index: 'sqlite_autoindex_tags_1', columns: [string('name'), number('id')], others: {} },
  {
    table: 'collections',
    index: 'sqlite_autoindex_collections_1',
    columns: [string('name'), number('id')],
    others: { created_at_ms: 0 },
  },
]
