import { setTimeout as wait } from 'node:timers/promises'
import { hostOf } from './addresses.ts'
import type { Reach } from './exchange.ts'
import { Interruption } from './interruption.ts'
import type { PartFile } from './part-file.ts'
import { gaveUp, unreachable, wrongHash } from './problems.ts'
import { receive, type Arrival, type WantedFile } from './receive.ts'
import { waitAfter } from './timing.ts'

export interface FileHooks extends Arrival {
  onAttempt(): void
  /** The server is asked again after so long, and why. */
  onWait(reason: string, forMs: number): void
}

/**
 * Brings a part file to its end: attempt after attempt, until the bytes are those that the manifest promises. Rejects
 * with CodedError `download-failed`, an error of the disk, or the signal's reason.
 */
export async function downloadFile(
  wanted: WantedFile,
  part: PartFile,
  reach: Reach,
  folder: string,
  hooks: FileHooks,
): Promise<void> {
  const host = hostOf(wanted.url)
  let continued = part.receivedBytes > 0
  let wasWrong = false
  let mostBytes = part.receivedBytes
  let failures = 0
  for (;;) {
    reach.signal.throwIfAborted()
    try {
      hooks.onAttempt()
      if (wanted.sizeBytes === null || part.receivedBytes < wanted.sizeBytes) {
        if (part.receivedBytes > 0) continued = true
        await receive(wanted, part, reach, hooks)
      }
      const actual = part.sha256()
      if (actual === wanted.sha256) return
      await part.reset()
      // Two halves may be of different files; one from a single answer is what the server has.
      if (!continued || wasWrong) throw wrongHash(wanted.file, host, actual, wanted.sha256)
      continued = false
      wasWrong = true
      mostBytes = 0
    } catch (error) {
      if (!(error instanceof Interruption)) throw error
      reach.contact.isMade ||= error.answered
      if (error.startOver) await part.reset()
      // Only what is new counts: a server that begins anew each time and breaks off must not keep this going.
      if (part.receivedBytes > mostBytes) failures = 0
      mostBytes = Math.max(mostBytes, part.receivedBytes)
      failures += 1
      const { timing, contact } = reach
      if (failures >= (contact.isMade ? timing.attempts : timing.attemptsUnanswered)) {
        throw contact.isMade ? gaveUp(host, error.message) : unreachable(host, error.message, folder)
      }
      const ms = waitAfter(failures, timing, error.retryAfterMs)
      hooks.onWait(`${host}: ${error.message}`, ms)
      await wait(ms, undefined, { signal: reach.signal }).catch(() => reach.signal.throwIfAborted())
    }
  }
}
