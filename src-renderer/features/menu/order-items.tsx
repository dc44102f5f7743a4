import { Check } from 'lucide-react'
import { sortOrders } from '../../../src-preload/contract/language/index.ts'
import type { SortOrder } from '../../../src-preload/contract/language/index.ts'
import { setSort } from '../../state/ask.ts'
import { t } from '../../strings/index.ts'
import type { MenuItem } from './menu-popover.tsx'

/** The orders that results can have; filters alone leave nothing to be relevant to. */
export function orderItems(now: SortOrder, isBrowsing: boolean): MenuItem[] {
  const orders = sortOrders.filter((order) => order !== 'relevance' || !isBrowsing)
  return orders.map((order) => ({
    id: order,
    label: t.order.names[order],
    icon: <Check size={15} visibility={order === now ? 'visible' : 'hidden'} aria-hidden />,
    isChecked: order === now,
    run: () => setSort(order),
  }))
}
