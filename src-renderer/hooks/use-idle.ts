import { useCallback, useEffect, useRef, useState } from 'react'

/** Whether nothing has stirred for `afterMs`; `stir` says that something did. */
export function useIdle(afterMs: number): { readonly isIdle: boolean; readonly stir: () => void } {
  const [isIdle, setIdle] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const stir = useCallback(() => {
    setIdle(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setIdle(true), afterMs)
  }, [afterMs])

  useEffect(() => {
    stir()
    return () => clearTimeout(timer.current)
  }, [stir])

  return { isIdle, stir }
}
