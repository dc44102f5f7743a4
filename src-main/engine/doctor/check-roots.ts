import type { Root } from '../../../src-preload/contract/index.ts'
import { describeRoots } from '../describe.ts'
import type { Rooms } from '../rooms.ts'
import { fine, type Finding } from './finding.ts'

/** Whether each folder can be reached, and what waits for the person there. */
export function checkRoots({ catalog, library }: Rooms): Finding[] {
  return describeRoots(catalog, library).map((root) =>
    root.state === 'away'
      ? fine(
          'roots',
          `The folder ${root.path} is away (its disk is not connected, perhaps); its photos are kept and can be found.`,
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
