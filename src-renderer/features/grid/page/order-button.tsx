import { ChevronDown } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { Listing } from '../../../lib/query-state.ts'
import { Button } from '../../../parts/button.tsx'
import { openMenu } from '../../../state/ui.ts'
import { t } from '../../../strings/index.ts'
import styles from './photos-page.module.css'

/** By what the results are sorted, with the menu to choose another order. */
export function OrderButton({ listing }: { readonly listing: Listing }) {
  const { order, isBrowsing } = listing
  const name = t.order.names[order]
  const open = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    openMenu({ kind: 'order', order, isBrowsing, x: box.left, y: box.bottom + 4 })
  }
  return (
    <Button
      className={styles.order}
      aria-haspopup="menu"
      aria-label={t.order.button(name)}
      title={t.order.label}
      onClick={open}
    >
      {name}
      <ChevronDown size={14} aria-hidden />
    </Button>
  )
}
