/** What applies, one after the other: "43 MB of 154 MB · 12 MB/s". */
export function joined(...parts: readonly (string | false | null)[]): string {
  return parts.filter(Boolean).join(' · ')
}
