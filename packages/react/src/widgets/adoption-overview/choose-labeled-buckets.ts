/** Returns the indexes of the buckets to label: the first, then every nth, at most `maxLabels` in total. */
export const chooseLabeledBuckets = (bucketCount: number, maxLabels: number): readonly number[] => {
  const step = Math.max(1, Math.ceil((bucketCount - 1) / (maxLabels - 1)))
  return Array.from({ length: Math.ceil(bucketCount / step) }, (_, index) => index * step)
}
