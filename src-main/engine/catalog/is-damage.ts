/** Whether SQLite says that the file itself is damaged, or is none of its own. */
export function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
}

/** SQLite's plain error, where only the schema can be at fault: it says what it cannot mean. */
export function isSenseless(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'SQLITE_ERROR'
}

/** Damage that SQLite itself does not see. */
export function damageError(message: string): Error {
  return Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' })
}
