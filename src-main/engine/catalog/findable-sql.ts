/** SQL conditions that several rooms of the catalog share, on the table `photos`. */

/** Rows that stand for a photo of their own and are wanted: neither the second file of another photo nor left out. */
export const counted = 'missing_since_ms IS NULL AND companion_of IS NULL AND left_out IS NULL'

/** Photos that searching and browsing show. */
export const findable = `indexed_at_ms IS NOT NULL AND ${counted} AND hidden_at_ms IS NULL`

/** Rows that wait to be read: the condition of the index photos_queue. */
export const queued = `status = 'pending' AND ${counted}`
