import { useRef } from 'react'
import type { ChangeEvent, ClipboardEvent } from 'react'
import { longestText, textOfBox } from '../../lib/search-box.ts'
import { finishTyping, typeWords } from '../../state/ask.ts'
import { searchBoxId } from '../../state/commands.ts'
import { usePhotos } from '../../state/photos.ts'
import { prepareSearch } from '../../state/prepare.ts'
import { t } from '../../strings/index.ts'
import { useBoxKeys } from './use-box-keys.ts'
import type { Options } from './use-options.ts'
import { listId, optionId } from './use-options.ts'
import type { ShownProblem } from './use-problem.ts'
import { problemId } from './use-problem.ts'
import styles from './search-box.module.css'

interface BoxInputProps {
  readonly options: Options
  readonly problem: ShownProblem
}

/** Where words are typed, and parts until they are finished. */
export function BoxInput({ options, problem }: BoxInputProps) {
  const ref = useRef<HTMLInputElement>(null)
  const { draft, chips } = usePhotos((state) => state.query.box)
  const view = usePhotos((state) => state.query.view)
  const keys = useBoxKeys(ref, options, problem)

  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target
    const native = event.nativeEvent as InputEvent
    const caret = native.isComposing ? 0 : (selectionStart ?? value.length)
    options.open(caret)
    typeWords(value, caret)
    if (/^insertFrom(?:Paste|Drop)/u.test(native.inputType ?? '')) finishTyping()
  }
  const isPlain = chips.length === 0 && view.kind === 'all'

  return (
    <input
      ref={ref}
      id={searchBoxId}
      type="text"
      role="combobox"
      className={styles.input}
      aria-label={t.search.label}
      aria-autocomplete="list"
      aria-expanded={options.isOpen}
      aria-controls={listId}
      aria-activedescendant={options.active === null ? undefined : optionId(options.active)}
      aria-invalid={problem.shown !== null}
      aria-describedby={problemId}
      placeholder={isPlain ? t.search.placeholder : t.search.placeholderMore}
      enterKeyHint="search"
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="off"
      spellCheck={false}
      dir="auto"
      maxLength={longestText + 1}
      value={draft}
      onFocus={() => {
        prepareSearch()
        options.open(draft.length)
      }}
      onBlur={() => {
        options.close()
        finishTyping()
      }}
      onChange={onChange}
      onSelect={(event) => options.moveCaret(event.currentTarget.selectionStart ?? 0)}
      onCopy={copyAll}
      onCut={(event) => {
        if (copyAll(event)) keys.clear()
      }}
      onKeyDown={keys.onKeyDown}
    />
  )
}

/** With all words chosen, the chips are meant too. */
function copyAll(event: ClipboardEvent<HTMLInputElement>): boolean {
  const { selectionStart, selectionEnd, value } = event.currentTarget
  const { box } = usePhotos.getState().query
  const isAll = selectionStart === 0 && selectionEnd === value.length && box.chips.length > 0
  if (!isAll) return false
  event.preventDefault()
  event.clipboardData.setData('text/plain', textOfBox(box))
  return true
}
