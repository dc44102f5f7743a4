import type { Root } from '../../../src-preload/contract/index.ts'
import { describeRoots } from '../describe.ts'
import type { Rooms } from '../rooms.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** Whether each folder can be reached, and what waits for the person there. */
export function checkRoots({ catalog, library }: Rooms): Finding[] {
  return describeRoots(catalog, library).map((root) =>
    root.state === 'away'
      ? wrong(
          'roots',
          `The folder ${root.path} cannot be reached; connect its disk, or take it out of the library with sightline remove DIR.`,
        )
      : fine('roots', `The folder ${root.path} is there${leftOut(root)}.${question(root)}`),
  )
}

function leftOut({ leftOut: count }: Root): string {
  return count === 0 ? '' : `; its rules leave out ${count.toLocaleString('en')} of its pictures`
}

function question({ vanished }: Root): string {
  if (!vanished) return ''
  const { files, of } = vanished
  return ` ${files.toLocaleString('en')} of its ${of.toLocaleString('en')} photos went at once and are kept until you say what became of them: sightline index --accept-missing, or --keep-missing.`
}
