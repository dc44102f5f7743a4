import type { DoctorReport } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

/** Checks catalog, thumbnails, vectors and model against each other. Exit 1 while something is wrong. */
export function doctor(context: CommandContext, { repair }: { repair: boolean }): Promise<Outcome> {
  return withEngine(
    context,
    { role: repair ? 'indexer' : 'reader', leaveDamage: !repair },
    async (engine) => {
      const report = await engine.doctor({ repair })
      return {
        document: report,
        lines: report.findings.map(line),
        notes: [report.ok ? 'All is well.' : advice(repair)],
        exitCode: report.ok ? 0 : 1,
      }
    },
  )
}

function line({ subject, ok, message, repaired }: DoctorReport['findings'][number]): string {
  const verdict = ok ? 'ok' : repaired ? 'mended' : 'wrong'
  return `${verdict.padEnd(6)}  ${subject.padEnd(10)}  ${message}`
}

function advice(repair: boolean): string {
  return repair
    ? 'Some of it could not be mended; the lines above say what to do.'
    : 'Run "sightline doctor --repair" to mend what can be mended.'
}
