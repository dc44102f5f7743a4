/** Why a picture could not be processed. `reason` is one sentence for a person; `gone` means the file left. */
export type PictureProblem = { readonly kind: 'failed'; readonly reason: string } | { readonly kind: 'gone' }

export const gone: PictureProblem = { kind: 'gone' }

export function failed(reason: string): Extract<PictureProblem, { kind: 'failed' }> {
  return { kind: 'failed', reason }
}
