import { useCallback, useEffect, useRef, useState } from 'react'

/** Whether nothing has stirred for `afterMs`; `stir` says that something did. */
export function useIdle(afterMs: number): { readonly isIdle: boolean; readonly stir: () => void } {
  const [isIdle, setIdle] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const wait = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setIdle(true), afterMs)
  }, [afterMs])
  const stir = useCallback(() => {
    setIdle(false)
    wait()
  }, [wait])

  useEffect(() => {
    wait()
    return () => clearTimeout(timer.current)
  }, [wait])

  return { isIdle, stir }
}
