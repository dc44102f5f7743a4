import type { Formats } from '../lib/format.ts'

/** The English sentences about folders on real disks: what is left out, what is away, missing or gone. */
export function createEnglishLibrary(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`
  const areWere = (value: number, one: string, other: string) => `${photos(value)} ${many(value, one, other)}`

  return {
    folders: {
      rescan: 'Look for changes',
      readAgain: 'Read again',
      remove: 'Remove folder…',
      removeTitle: (name: string) => `Remove “${name}” from Sightline?`,
      removeText: (count: number) =>
        `${photos(count)} will no longer be found here. The photos on disk are untouched, and the folder can be added again.`,
      removeButton: 'Remove folder',
      removed: (name: string) => `“${name}” was removed. Its photos on disk are untouched.`,
      already: (name: string) => `“${name}” is in your library already.`,
      inside: (name: string, outer: string) =>
        `“${name}” lies inside “${outer}”, so its photos are in your library already and are counted once.`,
      returned: (name: string, from: string, to: string) =>
        `Welcome back: “${name}” was at ${from} and is at ${to} now. Its photos kept everything.`,
      absorbed: (name: string, count: number) =>
        `“${name}” was added. It contains ${many(count, 'a folder that you had added', `${n(count)} folders that you had added`)} before; their photos are counted once.`,
      readingAgain: (count: number, name: string) =>
        count === 0
          ? `There is no photo to read again in “${name}”.`
          : `Reading ${photos(count)} of “${name}” again.`,
      rescanning: (name: string) => `Looking for changes in “${name}”.`,
    },
    missing: {
      title: 'Missing',
      note: 'The files of these photos are gone from their folders. Each is kept for 30 days with all you gave it, and comes back by itself when its file does.',
      emptyTitle: 'Nothing is missing',
      emptyText: 'Every photo’s file is where it was.',
    },
    vanished: {
      title: (gone: number, of: number, folder: string) =>
        `${n(gone)} of ${photos(of)} in “${folder}” ${many(gone, 'is', 'are')} gone at once.`,
      text: 'A disk that is not quite there looks the same, so nothing was changed. Which is it?',
      keep: 'Keep them',
      keepNote: 'Nothing changes. They can still be found, and come back with their files.',
      mark: 'Mark as missing',
      markNote: 'They leave your results. Kept for 30 days, they come back when their files do.',
      markKept: (count: number) => `Mark ${photos(count)} without files as missing`,
      kept: (folder: string) => `The photos of “${folder}” were kept as they are.`,
      marked: (count: number) =>
        `${areWere(count, 'is', 'are')} marked as missing, and kept for 30 days. “Missing” in the side bar shows them.`,
    },
    folderSettings: {
      menu: 'What to leave out…',
      title: (name: string) => `What to leave out of “${name}”`,
      rules: 'Rules',
      rulesNote:
        'One rule a line, as in a .gitignore file. A photo that a rule matches is not read and not found; what you gave it is kept.',
      rulesExample: 'Screenshots/\n*.gif\n!best.gif',
      examplesTitle: 'Examples',
      examples: [
        ['Screenshots/', 'every folder of this name, with all in it'],
        ['/Old scans/', 'this folder directly below the top only'],
        ['*.gif', 'all GIFs'],
        ['!best.gif', 'but not this one'],
        ['# …', 'a remark'],
      ] as readonly (readonly [string, string])[],
      smallest: 'Smallest size',
      smallestUnit: 'pixels on the shorter side',
      smallestNote: 'Icons and previews are often smaller than 200 pixels. 0 takes all.',
      leftOut: (count: number) =>
        count === 0
          ? 'No photo that was read is left out now.'
          : `${areWere(count, 'is', 'are')} left out now. Nothing of them is forgotten.`,
      always: 'Always left out',
      alwaysText:
        'What systems and programs put into folders: @eaDir, #recycle, $RECYCLE.BIN, lost+found, node_modules, caches of browsers, the insides of apps, previews inside photo libraries, and everything whose name begins with a dot, such as .Trash and .git.',
      markers:
        'A folder that holds a file named .nomedia is left out. A file named .sightlineignore in any folder holds rules for it.',
      watched: 'Changes',
      watchedKinds: {
        events: 'The system tells of every change at once.',
        polling: 'Looked at every minute, because network folders do not tell of changes.',
        scans: 'The system cannot tell of changes here, so the folder is scanned from time to time.',
        not: 'Not watched now. “Look for changes” in the folder’s menu scans it.',
      },
      save: 'Save',
      saving: 'Comparing the folder…',
      saved: (count: number, name: string) =>
        count === 0
          ? `Nothing is left out of “${name}” now.`
          : `${areWere(count, 'is', 'are')} left out of “${name}” now.`,
      sizeWrong: 'The smallest size is a whole number from 0 to 10,000.',
    },
    problems: {
      title: 'Photos that could not be read',
      intro: 'They stay where they are. Sightline tries again by itself when a file changes.',
      none: 'Every photo could be read.',
      stillReading: 'Photos are still being read.',
      noneText: 'When a file cannot be read, it is listed here with the reason.',
      retry: 'Try again',
      retryAll: 'Try all again',
      retryGroup: (count: number) => `Try ${photos(count)} again`,
      retried: (count: number) => `${photos(count)} will be tried again.`,
      more: (left: number) => `Show more (${n(left)} left)`,
      reading: 'Reading the list…',
      list: 'Problems',
      files: (reason: string) => `Photos with the problem: ${reason}`,
      back: 'Back to photos',
    },
    backup: {
      title: 'Backup',
      note: 'A copy of the catalog: folders, favourites, ratings, tags, collections and all that was read. Your photos are not in it.',
      make: 'Back up now',
      making: 'Backing up…',
      done: (size: string) => `Backed up (${size}) to`,
      restore: 'To go back to it, close Sightline and run',
    },
    speed: {
      title: 'Speed',
      kinds: {
        gentle: ['Gentle', 'One photo at a time, for while you work.'],
        normal: ['Normal', 'Quick, and leaves room for what you do.'],
        full: ['Full', 'All cores, for a night of indexing.'],
      } as Record<'gentle' | 'normal' | 'full', readonly [string, string]>,
      battery: 'Pause on battery',
      batteryNote: 'Reading photos waits until the computer is plugged in. Searching goes on.',
    },
  }
}
