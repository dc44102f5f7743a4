import type { Emit, Notice } from '../../src-preload/contract/index.ts'
import type { SetAside } from './catalog/open.ts'

/** An `emit` that keeps the latest notices, each id once: a window that opens later asks for those it missed. */
export function rememberNotices(emit: Emit): { emit: Emit; notices: readonly Notice[] } {
  const kept = 20
  const notices: Notice[] = []
  return {
    notices,
    emit: (name, payload) => {
      if (name === 'notice') {
        const notice = payload as Notice
        const earlier = notices.findIndex((known) => known.id === notice.id)
        if (earlier >= 0) notices.splice(earlier, 1)
        notices.push(notice)
        if (notices.length > kept) notices.shift()
      }
      emit(name, payload)
    },
  }
}

export function setAsideNotice({ file, rootPaths }: SetAside): Notice {
  const next =
    rootPaths.length > 0
      ? 'A new catalog is being built from the same folders.'
      : 'Add your folders again to build a new one.'
  return {
    id: 'catalog-set-aside',
    level: 'warning',
    message: `The catalog was damaged and has been kept as ${file}; your photos are untouched. ${next}`,
  }
}
