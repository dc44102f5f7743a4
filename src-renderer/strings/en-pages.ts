import type { Formats } from '../lib/format.ts'

/** The English sentences of the first run, the dialogs and the page of problems. */
export function createEnglishPages(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`

  return {
    picker: {
      title: 'Choose a folder',
      intro: 'Sightline finds the photos in this folder and in all folders below it.',
      choose: 'Add this folder',
      up: 'Up one level',
      path: 'Where you are',
      list: 'Folders',
      none: 'No folders in here.',
      pictures: (count: number) =>
        count === 0 ? 'No pictures directly in this folder' : `${photos(count)} directly in this folder`,
    },
    welcome: {
      title: 'Find any photo by what is in it',
      text: 'Pick a folder, then type what you remember: “two dogs on a beach”.',
      choose: 'Choose a folder',
      pictures: (path: string) => `Use ${path}`,
    },
    settings: {
      title: 'Settings',
      sections: 'Sections',
      sectionNames: {
        models: 'Models',
        speed: 'Speed',
        library: 'Library data',
        appearance: 'Appearance',
        about: 'About',
      },
      network: 'Network',
      dataFolder: 'Data folder',
      dataFolderNote: 'Catalog, thumbnails and index. Your photos are never moved or changed.',
      open: 'Open',
      workers: 'Worker processes',
      workersNote: (cores: number) =>
        `More read photos faster and use more memory. This computer has ${n(cores)} ${many(cores, 'core', 'cores')}.`,
      automatic: 'As the speed has it',
      automaticOf: (count: number) => `As the speed has it (${n(count)} now)`,
      index: 'Search index',
      indexKinds: {
        exact: 'Exact: every photo is compared.',
        hnsw: 'HNSW graph, with an exact second look at the best.',
      },
      appearance: 'Appearance',
      themes: { system: 'As your system is set', light: 'Light', dark: 'Dark' },
      appearanceNote: 'A photo at full size stands on black either way.',
      privacyTitle: 'Privacy',
      privacyText:
        'Everything happens on this computer. Photos, searches and words are sent nowhere; there is no account and no telemetry.',
      version: 'Version',
      licences: 'Licences',
      licencesText: 'Sightline is made with the work of many others. Their names and licences are here.',
      showLicences: 'Show licences',
      licencesFailed:
        'The licences could not be loaded; they also lie in the file NOTICES.txt of the program. Restart Sightline and try again.',
      hostKinds: { electron: 'desktop app', web: 'in the browser' },
    },
    keys: {
      title: 'Keys',
      groups: { find: 'Find', photos: 'Photos', own: 'Mark', viewer: 'Viewer', window: 'Window' },
      find: 'Go to the search box',
      filter: 'What there is to filter by',
      back: 'Back one step',
      move: 'Move among photos',
      ends: 'First and last photo',
      pages: 'A page up or down',
      open: 'Open in the system’s viewer',
      preview: 'Preview',
      similar: 'Find similar',
      part: 'Search for a part of the photo',
      stack: 'Unfold near-duplicates, or fold them',
      details: 'Details',
      favourite: 'Favourite, or not',
      rate: 'Rate; 0 takes it away',
      tag: 'Add a tag',
      collect: 'Add to a collection',
      hide: 'Remove from results',
      undo: 'Undo, also after a restart',
      redo: 'Redo',
      all: 'Select all',
      range: 'Select a range, one by one',
      menu: 'Photo menu',
      zoom: 'Zoom in, out, 1:1 and back',
      neighbours: 'Next and previous photo',
      sidebar: 'Show or hide the side bar',
      settings: 'Settings',
      help: 'Show these keys',
    },
  }
}
