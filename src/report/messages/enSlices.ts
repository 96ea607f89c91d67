/** Segments by bins of numbers and by two columns, how much segments differ, and the search for the worst. */
export const enSlices = {
  'slice.below': '{column} under {high}',
  'slice.from': '{column} {low} or more',
  'slice.between': '{column} {low} to under {high}',
} as const
