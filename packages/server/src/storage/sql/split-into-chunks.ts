/**
 * Maximum rows per statement. More rows would not be faster, and would need larger buffers on both sides. The maximum
 * number of parameters does not matter, because each parameter is a whole column.
 */
const maxRowsPerStatement = 3_000

/** Splits rows into chunks for one statement each. Rows are iterated lazily. */
export function* splitIntoChunks<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let chunk: Row[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < maxRowsPerStatement) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
