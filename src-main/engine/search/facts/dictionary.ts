/** Texts by small numbers: 0 is no text. A number stays with its text. */
export interface Dictionary {
  readonly size: number
  codeOf(text: string | null): number
  textOf(code: number): string
  /** 1 for each number whose text is what `is` says, by number; `none` for 0. */
  matching(is: (text: string) => boolean, none?: boolean): Uint8Array
}

export function dictionary(): Dictionary {
  const texts: string[] = ['']
  const codes = new Map<string, number>()
  return {
    get size() {
      return texts.length
    },
    codeOf: (text) => {
      if (text === null) return 0
      const known = codes.get(text)
      if (known !== undefined) return known
      const code = texts.push(text) - 1
      codes.set(text, code)
      return code
    },
    textOf: (code) => texts[code] ?? '',
    matching: (is, none = false) =>
      Uint8Array.from(texts, (text, code) => Number(code === 0 ? none : is(text))),
  }
}
