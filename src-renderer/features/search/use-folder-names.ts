import { useMemo } from 'react'
import { useLibrary } from '../../state/library.ts'
import { useQueryPictures } from '../../state/query-pictures.ts'
import type { FolderNames } from './part-label.ts'

const noRoots: FolderNames['roots'] = []

/** What labels need to know of folders and pictures. */
export function useFolderNames(): FolderNames {
  const roots = useLibrary((state) => state.roots) ?? noRoots
  const pictures = useQueryPictures((state) => state.known)
  return useMemo(
    () => ({
      roots,
      pictureName: (id: string) => (pictures[id] === null ? null : pictures[id]?.name),
    }),
    [roots, pictures],
  )
}
