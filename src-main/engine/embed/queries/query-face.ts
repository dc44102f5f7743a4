import type { Region } from '../../../../src-preload/contract/index.ts'
import type { PictureSource } from './query-protocol.ts'

/**
 * Words or a picture to an embedding, in a process of its own that starts at once and is replaced when it dies. Rejects
 * with CodedError: `model-missing`, `model-broken`, `picture-unreadable`, `file-gone`, `engine-down` or `internal`.
 */
export interface QueryEncoder {
  words(text: string): Promise<{ embedding: Float32Array; unknownWords: string[] }>
  /**
   * A picture, or the part of it inside `region`. `preview` is a WebP of 320 pixels at the longest side, `large` a JPEG of
   * 1,024, both of the whole.
   */
  picture(
    source: PictureSource,
    region?: Region | null,
  ): Promise<{ embedding: Float32Array; preview: Uint8Array; large: Uint8Array }>
  /** A picture as a format that every browser shows, upright and at most `maxSide` pixels at the longest side. */
  render(path: string, maxSide: number): Promise<{ mime: string; bytes: Uint8Array }>
  /** Settles when every question of now has been answered, or refused. */
  whenIdle(): Promise<void>
  /** A question is near: loads the model if it is not. */
  wake(): void
  /** Undefined while none runs. */
  workerPid(): number | undefined
  stop(): Promise<void>
}
