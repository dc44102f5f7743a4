import { useState } from 'react'
import { addFolders } from '../../state/folders.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { FolderBrowser } from './folder-browser.tsx'

/** Adds a folder of photos. */
export function FolderPicker() {
  const [isAdding, setAdding] = useState(false)
  const add = async (path: string) => {
    setAdding(true)
    await addFolders([path])
    setAdding(false)
  }
  return (
    <FolderBrowser
      title={t.picker.title}
      intro={t.picker.intro}
      choose={t.picker.choose}
      countsPictures
      isBusy={isAdding}
      onChoose={(path) => void add(path)}
      onClose={closeDialog}
    />
  )
}
