import { chmodSync, lstatSync, readdirSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'

/** The files of a data folder, with what SQLite and unfinished writes add to their names. */
const ownFiles = /^(catalog\..+|engine\.lock.*|folders\.json.*|running\.json.*)$/
/** Its folders, whose names others might have chosen too, and what lies in them. */
const ownFolders: Readonly<Record<string, RegExp>> = {
  backups: /\.sqlite/,
  models: /^(?!)/,
  thumbnails: /^[0-9a-f]{2}$/,
  'user-data': /^user-data-.*\.gz/,
  vectors: /\.(hnsw|json)/,
  window: /^(?!)/,
}
/** What a disk or a desktop strews into any folder. */
const strewn =
  /^(\.DS_Store|\.directory|\.localized|\.Trash.*|\.fuse_hidden.*|\.nfs.*|@eaDir|lost\+found|Thumbs\.db|desktop\.ini)$/

const forOthers = 0o077
/** A folder that many share, as /tmp is. */
const sticky = 0o1000

/**
 * Takes from other users of this machine the right to read a data folder, also one of an earlier Sightline: it shows
 * which photos there are, and what is on them. Below its top nothing is touched, because nobody else gets there any more.
 * A folder that holds other things as well (somebody's home, named by mistake) stays as it is; what is surely Sightline's
 * in it is closed. Never throws: what belongs to another user, and a disk that cannot be written, are left alone. On
 * Windows the rights of the folder above hold.
 */
export function keepToUser(dataDir: string): void {
  if (process.platform === 'win32') return
  const names = namesIn(dataDir)
  const isBegun = names.some((name) => ownFiles.test(name))
  const isOurs = names.length === 0 || (isBegun && names.every((name) => isOwn(name) || strewn.test(name)))
  // Followed where it is a link: the folder that it leads to is the library.
  if (isOurs) close(dataDir, statSync(dataDir, { throwIfNoEntry: false }))
  for (const name of names.filter(isOwn)) {
    const path = join(dataDir, name)
    const inside = ownFolders[name]
    if (isOurs || inside === undefined || holdsOnly(path, inside))
      close(path, lstatSync(path, { throwIfNoEntry: false }))
  }
}

/** New files of this process and of those that it starts are for this user alone. */
export function makeFilesPrivate(): void {
  process.umask(forOthers)
}

function isOwn(name: string): boolean {
  return ownFiles.test(name) || Object.hasOwn(ownFolders, name)
}

/** A link inside is left alone: what it leads to (a folder of models that many use, say) was put there by a person. */
function close(path: string, stat: Stats | undefined): void {
  if (!stat || !(stat.isFile() || stat.isDirectory())) return
  if ((stat.mode & forOthers) === 0 || (stat.mode & sticky) !== 0 || stat.uid !== process.getuid?.()) return
  try {
    chmodSync(path, stat.mode & 0o700)
  } catch {
    // A read-only disk, or one that knows no rights.
  }
}

function holdsOnly(folder: string, pattern: RegExp): boolean {
  const names = namesIn(folder)
  return names.length > 0 && names.every((name) => pattern.test(name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
