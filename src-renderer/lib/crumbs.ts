import { nameOfPath } from './format.ts'

export interface Crumb {
  readonly name: string
  readonly path: string
}

/** The way from `top` down to `path`, both ends included. A path that does not lie below `top` stands alone. */
export function crumbsOf(path: string, top: string): Crumb[] {
  const separator = path.includes('\\') ? '\\' : '/'
  const base = top.endsWith(separator) ? top.slice(0, -1) : top
  if (path === top || !path.startsWith(base + separator)) return [{ name: nameOfPath(path), path }]
  const crumbs: Crumb[] = [{ name: nameOfPath(top), path: top }]
  let at = base
  for (const part of path.slice(base.length + 1).split(separator)) {
    if (part === '') continue
    at = `${at}${separator}${part}`
    crumbs.push({ name: part, path: at })
  }
  return crumbs
}
