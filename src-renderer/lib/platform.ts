export const isMac = navigator.platform.startsWith('Mac')

/** What the key for commands is called here. */
export const controlKey = isMac ? '⌘' : 'Ctrl'

/** Macs have no Delete key where others have it; elsewhere Backspace must do no harm. */
export const deleteKeys: ReadonlySet<string> = new Set(isMac ? ['Delete', 'Backspace'] : ['Delete'])
