import type { Formats } from '../lib/format.ts'
import { englishLanguage } from './en-language.ts'
import { createEnglishLibrary } from './en-library.ts'
import { createEnglishModels } from './en-models.ts'
import { createEnglishOwn } from './en-own.ts'
import { createEnglishPages } from './en-pages.ts'
import { createEnglishResults } from './en-results.ts'
import { createEnglishSearch } from './en-search.ts'
import { createEnglishSteps } from './en-steps.ts'

/** Every English sentence of the window; the other files hold those of one subject each. */
export function createEnglish(format: Formats) {
  const n = (value: number) => format.count(value)
  const quoted = (words: readonly string[]) => format.anyOf(words.map((word) => `“${word}”`))
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`

  return {
    ...createEnglishPages(format),
    ...createEnglishOwn(format),
    ...createEnglishLibrary(format),
    ...createEnglishModels(format),
    ...createEnglishResults(format),
    ...createEnglishSearch(format),
    ...createEnglishSteps(format),
    language: englishLanguage,
    appName: 'Sightline',
    windowTitle: (shown: string) => `${shown} – Sightline`,
    photos,
    dismiss: 'Dismiss',
    cancel: 'Cancel',
    close: 'Close',
    openSettings: 'Settings',
    privacy: 'Your photos never leave this computer.',

    connection: {
      lost: 'Sightline is not answering. Your photos are untouched. If it was closed, start it again and open the link that it prints.',
      refused:
        'This page belongs to an earlier start of Sightline. Your photos are untouched. Open the link that Sightline printed when it started.',
      strange: (status: number) =>
        `Sightline gave an answer that was not understood (${status}). Your photos are untouched. Reload the page.`,
    },
    engine: {
      starting: 'Starting',
      restarting: 'The search engine stopped and is starting again.',
      restart: 'Start again',
      openDataFolder: 'Open data folder',
    },

    broken: {
      title: 'The window could not be drawn',
      text: 'Your photos are untouched, and indexing goes on. Draw the window again.',
      reload: 'Draw again',
    },

    sidebar: {
      label: 'Library and folders',
      library: 'Library',
      all: 'All photos',
      hidden: 'Hidden',
      problems: 'Problems',
      folders: 'Folders',
      addFolder: 'Add folder',
      toggle: 'Side bar',
      menuFor: (name: string) => `Menu for ${name}`,
      problemsIn: (count: number, name: string) => `${photos(count)} in ${name} could not be read. Show them`,
      away: (name: string) => `${name} is not connected now. Its photos can still be found.`,
      awayShort: 'not connected',
    },
    section: {
      took: (ms: number) => format.took(ms),
      results: (text: string) => `“${text}”`,
      similar: 'Similar photos',
      newest: 'Newest first',
      showMore: 'Show more',
      moreNote: (shown: number, total: number) => `${n(shown)} of ${photos(total)} shown`,
      allShown: (total: number) => (total === 1 ? `${photos(total)} found` : `All ${photos(total)} shown`),
      announceBrowse: (count: number) => photos(count),
    },
    model: {
      starterHint: 'Starter model: knows everyday words. Get a larger model in Settings.',
      fallbackName: 'The model',
      starterName: 'The starter model',
      unknown: (model: string, words: readonly string[], rest: string) =>
        rest === ''
          ? `${model} does not know ${quoted(words)}. Try an everyday word for the same thing.`
          : `${model} does not know ${quoted(words)}. These photos were searched for “${rest}”.`,
    },
    empty: {
      viewTitle: 'No photos here yet',
      viewIndexing: 'Photos appear here as they are read.',
      viewText: 'No pictures were found in your folders. Add a folder that holds some.',
      rootText: 'No pictures were found in this folder.',
      hiddenTitle: 'Nothing hidden',
      hiddenText: 'Photos that you remove from results are kept here.',
      noResultTitle: (title: string) => `Nothing found for ${title}`,
      noResultText: (total: number) =>
        total === 0
          ? 'No photo has been read yet. Try again in a moment.'
          : `${photos(total)} searched. Try other words.`,
      unknownTitle: (model: string, words: readonly string[]) => `${model} does not know ${quoted(words)}`,
      unknownText: 'Nothing was searched for. Try an everyday word for the same thing.',
      problemTitle: 'The photos could not be listed',
      again: 'Try again',
    },

    grid: {
      label: 'Photos',
      tile: (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', '),
      shapes: { portrait: 'portrait', landscape: 'landscape', square: 'square' },
      away: 'Its folder is not connected now',
      missing: 'Its file is gone',
      raw: 'RAW',
      rawNote: 'With its RAW file',
      live: 'Live',
      liveNote: 'Live Photo, with its video',
      scrubber: 'Jump to a date',
      similar: 'Find similar',
      preview: 'Preview',
    },
    selection: {
      chosen: (count: number) => `${n(count)} selected`,
      label: 'Selected photos',
      clear: 'Clear selection',
      tag: 'Tag',
      collect: 'Collect',
    },
    actions: {
      open: 'Open',
      reveal: 'Show in folder',
      copyPath: 'Copy path',
      similar: 'Find similar',
      readAgain: 'Read again',
      readingAgain: (count: number) =>
        count === 0
          ? 'Nothing can be read again: the files are gone or left out.'
          : `Reading ${photos(count)} again. What is known of ${many(count, 'it', 'them')} answers until then.`,
      hide: 'Remove from results',
      unhide: 'Show again',
      menu: 'Photo menu',
      copied: 'Path copied.',
      notCopied: (path: string) => `The path could not be copied. It is ${path}`,
      hidden: (count: number) =>
        `${photos(count)} removed from results. The ${many(count, 'file is', 'files are')} untouched.`,
      unhidden: (count: number) => `${photos(count)} ${many(count, 'is', 'are')} shown in results again.`,
    },

    viewer: {
      label: 'Photo',
      back: 'Back',
      next: 'Next photo',
      previous: 'Previous photo',
      position: (at: number, total: number) => `${n(at)} of ${n(total)}`,
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      fit: 'Fit',
      zoom: (part: number) => format.percent(part),
      strip: 'Photos around this one',
      loading: 'Loading the full picture…',
      unreadable: 'The photo could not be shown at full size; this is its thumbnail.',
    },
    details: {
      title: 'Details',
      none: 'Select a photo to see its details.',
      taken: 'Taken',
      takenFrom: {
        camera: '',
        sidecar: 'From the sidecar',
        'file-name': 'From the file name',
        file: 'The camera left no date: this is the file’s time',
      },
      caption: 'Caption',
      keywords: 'Keywords in the file',
      camera: 'Camera',
      lens: 'Lens',
      exposure: 'Exposure',
      place: 'Place',
      placeOf: { city: (place: string) => place, area: (place: string) => `Around ${place}` },
      dimensions: 'Dimensions',
      dimensionsOf: (width: number, height: number) =>
        width * height < 50_000
          ? `${width} × ${height}`
          : `${width} × ${height} · ${format.megapixels(width, height)} MP`,
      files: (count: number) => many(count, 'File', 'Files'),
      fileRoles: { main: '', raw: 'RAW', video: 'Video of the Live Photo', sidecar: 'Sidecar' },
      fileNotThere: 'not there now',
      folder: 'Folder',
      score: 'Match',
      scoreHelp: 'How close the photo is to the search, from −1 to 1',
      away: (folder: string, path: string) =>
        `Its folder ${folder} is not connected. The photo was at ${path}. Connect the disk, and it can be opened again.`,
      missing: (path: string) =>
        `Its file is gone from its folder. It was at ${path}. The photo comes back when its file does; under Missing it is kept for 30 days.`,
    },

    progress: {
      label: 'Indexing',
      scanning: 'Looking for photos',
      pauses: {
        person: 'Paused',
        'disk-full': 'Paused: the disk is full',
        'model-missing': 'Paused: the model is missing',
        battery: 'Paused while the computer runs on its battery',
        'low-memory': 'Paused: the computer is short of memory',
      },
      indexing: (done: number, total: number) => `Indexing ${n(done)} of ${n(total)}`,
      rate: (value: number) => `${format.perSecond(value)}/s`,
      left: (ms: number) => format.timeLeft(ms),
      waiting: (count: number) => `${photos(count)} left`,
      pause: 'Pause',
      resume: 'Resume',
      problems: (count: number) => `${photos(count)} could not be read`,
    },
    notices: { label: 'Messages' },
  }
}
