import type { Page } from 'playwright-core'

const longestMs = 3_000

/** Settles when what is on screen has come to rest: pictures are there, motion is over. Never waits for long. */
export async function untilStill(page: Page): Promise<void> {
  await page.waitForTimeout(100) // what a key or an answer of the engine sets going begins within this
  await page.waitForFunction(isStill, undefined, { polling: 50, timeout: longestMs }).catch(() => {})
}

/** Runs in the page. */
function isStill(): boolean {
  const isMoving = document.getAnimations().some(({ playState, effect }) => {
    const { endTime } = effect?.getComputedTiming() ?? {}
    return playState === 'running' && typeof endTime === 'number' && Number.isFinite(endTime)
  })
  return !isMoving && [...document.images].every(({ complete }) => complete)
}
