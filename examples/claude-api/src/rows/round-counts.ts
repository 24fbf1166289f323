/** Rounds every number in a row to a multiple of `step`. */
export const roundCounts = <Row extends object>(row: Row, step: number): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, roundValue(value, step)])) as Row

const roundValue = (value: unknown, step: number): unknown => {
  if (typeof value === 'number') return Math.round(value / step) * step
  return typeof value === 'object' && value !== null ? roundCounts(value, step) : value
}
