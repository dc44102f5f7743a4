import styles from './mosaic.module.css'

/** Tiles in the colours of a day out, laid as the grid lays photos; one of them is found. */
const rows = [
  {
    y: 0,
    tiles: [
      [0, 84, 'sky'],
      [88, 52, 'leaf'],
      [144, 104, 'sand'],
      [252, 68, 'dusk'],
    ],
  },
  {
    y: 60,
    tiles: [
      [0, 60, 'brick'],
      [64, 100, 'sea'],
      [168, 60, 'found'],
      [232, 88, 'stone'],
    ],
  },
  {
    y: 120,
    tiles: [
      [0, 104, 'moss'],
      [108, 76, 'snow'],
      [188, 48, 'rose'],
      [240, 80, 'night'],
    ],
  },
] as const

export function Mosaic() {
  return (
    <svg className={styles.mosaic} viewBox="-4 -4 328 184" width="328" height="184" aria-hidden>
      {rows.map(({ y, tiles }) =>
        tiles.map(([x, width, tone]) => (
          <rect key={tone} className={styles[tone]} x={x} y={y} width={width} height={56} rx={3} />
        )),
      )}
      <rect className={styles.ring} x={166.5} y={58.5} width={63} height={59} rx={5} />
    </svg>
  )
}
