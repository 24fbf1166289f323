/**
 * Whether one text becomes the other by at most `most` insertions, deletions or replacements of a character (the
 * Levenshtein distance). Stops as soon as it cannot any more.
 */
export const isWithinEdits = (a: string, b: string, most: number): boolean => {
  if (Math.abs(a.length - b.length) > most) return false
  // How many edits lead from the first i characters of `a` to the first j of `b`: a row for each i.
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const edits = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      next.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return false
    row = next
  }
  return (row[b.length] ?? 0) <= most
}
