/** What the person said: `clear` takes their rating away, so that the file's own counts again. */
export type RatingWish = { readonly kind: 'rate'; readonly rating: number } | { readonly kind: 'clear' }

/** The wish that a digit key stands for: 1 to 5 rate, 0 clears. */
export function wishOfKey(key: string): RatingWish | undefined {
  if (key === '0') return { kind: 'clear' }
  return /^[1-5]$/u.test(key) ? { kind: 'rate', rating: Number(key) } : undefined
}

/** A click on the last star of the person's own rating takes it back; any other click gives that many. */
export function wishOfStar(star: number, own: number | null): RatingWish {
  return star === own ? { kind: 'clear' } : { kind: 'rate', rating: star }
}

/** The wish of a key on the row of stars; `shown` is what stands there now, `own` what the person gave. */
export function wishOnStars(key: string, shown: number, forward: string): RatingWish | undefined {
  const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
  if (key === forward || key === 'ArrowUp') return { kind: 'rate', rating: Math.min(5, shown + 1) }
  if (key === backward || key === 'ArrowDown') {
    return shown <= 1 ? { kind: 'clear' } : { kind: 'rate', rating: shown - 1 }
  }
  if (key === 'Backspace' || key === 'Delete') return { kind: 'clear' }
  return wishOfKey(key)
}
