const prefix = 'sightline.'

/** A small preference of this window. Storage may be refused, and then nothing is remembered. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value)
  } catch {
    // A window without storage works all the same.
  }
}
