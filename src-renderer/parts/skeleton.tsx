import styles from './skeleton.module.css'

/** Where words will stand, while they are fetched. */
export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.skeleton} aria-busy>
      <span className="visually-hidden">{label}</span>
      <i />
      <i />
      <i />
    </div>
  )
}
