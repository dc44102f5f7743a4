import { plural } from './output.ts'

/** Photos that the model in use has not read, or could not read. */
export function unreadNote(photos: number, model: string): string {
  return `${plural(photos, 'more photo')} ${photos === 1 ? 'has' : 'have'} not been read for ${model} yet; "sightline index" goes on, as far as their files can be read`
}

/** The model answers already, and pictures are prepared in another way for it than they were. */
export function anewNote(model: string, done: number, total: number): string {
  const share = `${done.toLocaleString('en')} of ${plural(total, 'photo')}`
  return `${model} reads your photos anew (${share} so far) because pictures are prepared better now; until then it answers from the earlier reading, and "sightline index" goes on`
}
