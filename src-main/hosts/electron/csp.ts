/**
 * What the window may load: its own files and pictures, nothing from anywhere else. `data:` carries the small preview of
 * a query picture, `blob:` a pasted one. React sets inline styles through the DOM, which needs no 'unsafe-inline'.
 */
export const windowPolicy = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' photo: data: blob:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
})

/** What a picture may do when it is opened as a document: nothing. An SVG can hold scripts and remote links. */
export const picturePolicy = policy({
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  sandbox: '',
})

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`.trim())
    .join('; ')
}
