import type { PhotoColumns } from '../../src-preload/contract/photos.ts'

/** The photos that are kept, by their places. */
export function pickColumns(photos: PhotoColumns, keep: readonly boolean[]): PhotoColumns {
  return mapColumns(photos, (column) => column.filter((_, index) => keep[index]))
}

/** Every column changed in the same way. */
export function mapColumns(
  photos: PhotoColumns,
  change: (column: readonly number[], name: keyof PhotoColumns) => number[],
): PhotoColumns {
  return {
    ids: change(photos.ids, 'ids'),
    widths: change(photos.widths, 'widths'),
    heights: change(photos.heights, 'heights'),
    colours: change(photos.colours, 'colours'),
    takenAtMs: change(photos.takenAtMs, 'takenAtMs'),
    rootIds: change(photos.rootIds, 'rootIds'),
    flags: change(photos.flags, 'flags'),
  }
}
