import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** File systems whose changes by other machines no local system hears of. */
const networkTypes =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs2?|9p|afs|ceph|glusterfs|lustre|ncpfs|virtiofs|vboxsf|vmhgfs|prl_fs|drvfs|fuse(?:\..+)?|osxfuse|macfuse)$/
/** FUSE file systems over a local disk: whatever changes there changes through this machine. */
const localFuse =
  /^fuse\.(?:ntfs|ntfs-3g|exfat|exfat-fuse|gocryptfs|encfs|cryfs|securefs|bindfs|mergerfs|lxcfs|portal)$/

/** One line of the system's list of mounts. */
export interface Mount {
  readonly at: string
  readonly type: string
}

/** Pure. Whether the file system at a path is one of the network's, by the system's list of mounts. */
export function isNetworkMount(path: string, mounts: readonly Mount[]): boolean {
  const type = typeAt(path, mounts)
  return type !== undefined && networkTypes.test(type) && !localFuse.test(type)
}

function typeAt(path: string, mounts: readonly Mount[]): string | undefined {
  let found: Mount | undefined
  for (const mount of mounts) {
    const holds = mount.at === '/' || path === mount.at || path.startsWith(`${mount.at}/`)
    // Of two at one place the later hides the earlier.
    if (holds && mount.at.length >= (found?.at.length ?? 0)) found = mount
  }
  return found?.type
}

/** Pure. /proc/self/mounts: device, place (blanks written \\040), type, ... */
export function parseProcMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, at, type] = line.split(' ')
    if (at === undefined || type === undefined) return []
    return [
      {
        at: at.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))),
        type,
      },
    ]
  })
}

/** Pure. macOS's `mount`: `//me@nas/photos on /Volumes/photos (smbfs, nodev, ...)`. */
export function parseMountCommand(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, at, type] = /^.+? on (.+) \(([^,)]+)/.exec(line) ?? []
    return at === undefined || type === undefined ? [] : [{ at, type }]
  })
}

/**
 * Whether a root lies on a network drive. No question is put to the drive itself: a dead one would not answer. On
 * Windows resolved paths of mapped drives begin with the name of their server.
 */
export async function isOnNetwork(rootPath: string): Promise<boolean> {
  if (process.platform === 'win32') return rootPath.startsWith('\\\\')
  return isNetworkMount(rootPath, await mounts())
}

/** Whether the disk at a path makes its files' numbers up at each mount. */
export async function hasFleetingNumbers(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const type = typeAt(path, await mounts()) ?? ''
  return /^(?:vfat|msdos|exfat|fuseblk)$/.test(type) || isNetworkMount(path, [{ at: '/', type }])
}

async function mounts(): Promise<Mount[]> {
  try {
    if (process.platform === 'linux') return parseProcMounts(await readFile('/proc/self/mounts', 'utf8'))
    const { stdout } = await promisify(execFile)('/sbin/mount', { timeout: 2_000 })
    return parseMountCommand(stdout)
  } catch {
    return []
  }
}
