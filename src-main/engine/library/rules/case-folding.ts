/**
 * Rules mean names whatever their case, as disks of Windows and macOS do. Two characters are the same letter when
 * their upper case is: the comparison of a regular expression with `i`, which is what rules have always been read by.
 */
export function folded(unit: number): number {
  if (unit < 128) return unit >= 97 && unit <= 122 ? unit - 32 : unit
  const upper = String.fromCharCode(unit).toUpperCase()
  const first = upper.charCodeAt(0)
  return upper.length === 1 && first >= 128 ? first : unit
}

/** The characters that may stand for this one in a range such as `[a-z]`. */
export function casesOf(unit: number): readonly number[] {
  const upper = folded(unit)
  const lower = (of: number) => {
    const text = String.fromCharCode(of).toLowerCase()
    return text.length === 1 && folded(text.charCodeAt(0)) === upper ? text.charCodeAt(0) : of
  }
  return [unit, upper, lower(unit), lower(upper)]
}
