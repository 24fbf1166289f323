/**
 * Whether the Levenshtein distance of two strings is at most `maxEdits`. An edit inserts, deletes or replaces one
 * UTF-16 code unit. Stops as soon as the distance must be greater.
 */
export const isWithinEdits = (a: string, b: string, maxEdits: number): boolean => {
  if (Math.abs(a.length - b.length) > maxEdits) return false
  // In iteration i, row[j] is the distance between the first i - 1 code units of `a` and the first j code units of `b`.
  // nextRow[j] is the same for the first i code units of `a`.
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const nextRow = [i]
    let rowMin = i
    for (let j = 1; j <= b.length; j += 1) {
      const replaceEdits = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const edits = Math.min(replaceEdits, (row[j] ?? 0) + 1, (nextRow[j - 1] ?? 0) + 1)
      nextRow.push(edits)
      rowMin = Math.min(rowMin, edits)
    }
    if (rowMin > maxEdits) return false
    row = nextRow
  }
  return (row[b.length] ?? 0) <= maxEdits
}
