import { describe, expect, it } from 'vitest'
import {
  isNetworkMount,
  parseMountCommand,
  parseProcMounts,
} from '../../src-main/engine/library/roots/network.ts'

const linux = parseProcMounts(
  [
    '/dev/sda1 / ext4 rw,relatime 0 0',
    'nas:/photos /mnt/nas nfs4 rw,vers=4.2 0 0',
    '//box/share /mnt/my\\040box cifs rw 0 0',
    'me@host:/ /home/me/far fuse.sshfs rw 0 0',
    '/dev/sdb1 /media/me/STICK fuseblk rw 0 0',
    '/dev/sdc1 /mnt/nas/usb vfat rw 0 0',
    'drive /home/me/drive fuse.rclone rw 0 0',
    'cipher /home/me/safe fuse.gocryptfs rw 0 0',
    'C:\\134 /mnt/c 9p rw 0 0',
    '',
  ].join('\n'),
)
const mac = parseMountCommand(
  '/dev/disk3s1 on / (apfs, local)\n//me@nas/photos on /Volumes/My photos (smbfs, nodev)\n/dev/disk4s1 on /Volumes/STICK (msdos, local)\n',
)

describe('folders on the network', () => {
  it.each(['/mnt/nas', '/mnt/nas/2020', '/mnt/my box/a', '/home/me/far/x', '/home/me/drive', '/mnt/c/Users'])(
    '%s is one on Linux',
    (path) => expect(isNetworkMount(path, linux)).toBe(true),
  )

  it.each(['/', '/home/me', '/mnt/nasty', '/media/me/STICK/DCIM', '/mnt/nas/usb/DCIM', '/home/me/safe/a'])(
    '%s is none',
    (path) => expect(isNetworkMount(path, linux)).toBe(false),
  )

  it('are told apart on macOS too', () => {
    expect(isNetworkMount('/Volumes/My photos/2020', mac)).toBe(true)
    expect(isNetworkMount('/Volumes/STICK', mac)).toBe(false)
    expect(isNetworkMount('/Users/me', mac)).toBe(false)
  })

  it('are none where the system tells nothing', () => {
    expect(isNetworkMount('/anything', [])).toBe(false)
  })
})
