/** Seeds that once found something; they run each time, for a while. */
export const regressionSeeds: readonly number[] = [1, 17, 18, 102]
