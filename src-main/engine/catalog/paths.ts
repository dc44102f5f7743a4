import { join, sep } from 'node:path'

/** The path on disk of a photo: relative paths are stored with `/` whatever the platform. */
export function joinPath(rootPath: string, relativePath: string): string {
  return join(rootPath, sep === '/' ? relativePath : relativePath.replaceAll('/', sep))
}
