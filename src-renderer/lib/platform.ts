/** What the key beside the space bar is called here. */
export const controlKey = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'
