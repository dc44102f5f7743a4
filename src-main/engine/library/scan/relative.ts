/** Relative paths as the catalog holds them: `/` between the parts, '' for the root itself. */

export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

export function parentOf(relativePath: string): string {
  return relativePath.slice(0, Math.max(0, relativePath.lastIndexOf('/')))
}

export function nameOf(relativePath: string): string {
  return relativePath.slice(relativePath.lastIndexOf('/') + 1)
}

/** The folders that a path lies in, the root first. */
export function ancestors(relativePath: string): string[] {
  if (relativePath === '') return []
  const parts = relativePath.split('/')
  return parts.map((_, length) => parts.slice(0, length).join('/'))
}
