/** Relative tolerances of the frontier that reports show: from those of float32 (numpy's default is 1e-5) to those of half precision and beyond. */
export const SHOWN_RTOLS: readonly number[] = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]
