/** Photos of a sample: enough to know how the scores of all are spread. */
const wanted = 20_000
/** A sample is drawn anew when the library has grown or shrunk by so much. */
const outdatedShare = 0.1

/** A random choice of photos that stays the same while the library is about the same. Some of it may be gone by now. */
export function createSample(): (photoIds: Int32Array, size: number) => Int32Array {
  let drawn: Int32Array = new Int32Array(0)
  let drawnFrom = -1
  return (photoIds, size) => {
    if (Math.abs(size - drawnFrom) > drawnFrom * outdatedShare || drawnFrom < 0) {
      drawn = draw(photoIds, size)
      drawnFrom = size
    }
    return drawn
  }
}

function draw(photoIds: Int32Array, size: number): Int32Array {
  if (size <= wanted) return photoIds.slice(0, size)
  // One from each stretch: spread over the whole library, whose rows come in the order in which it was read.
  const stretch = size / wanted
  return Int32Array.from(
    { length: wanted },
    (_, at) => photoIds[Math.floor((at + Math.random()) * stretch)] as number,
  )
}
