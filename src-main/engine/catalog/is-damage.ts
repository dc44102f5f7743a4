/** A file that is none of its own, and one that ends before a page that it says it has. */
const others: ReadonlySet<string> = new Set(['SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ'])

/** Whether SQLite says that the file itself is damaged, or is none of its own. */
export function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || others.has(code))
}

/** SQLite's plain error, where only the schema can be at fault: it says what it cannot mean. */
export function isSenseless(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'SQLITE_ERROR'
}

/** Damage that SQLite itself does not see. */
export function damageError(message: string): Error {
  return Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' })
}
