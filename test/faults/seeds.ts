/** Seeds that once found something; they run each time. */
export const regressionSeeds: readonly number[] = [1]
