/** A list of rows that are made when they are asked for. */
export interface Listing<Row> {
  readonly length: number
  readonly rowAt: (index: number) => Row
}

export const listingOf = <Item, Row>(items: readonly Item[], toRow: (item: Item) => Row): Listing<Row> => ({
  length: items.length,
  rowAt: (index) => {
    const item = items[index]
    if (item === undefined) throw new RangeError(`There is no row ${index} among ${items.length}.`)
    return toRow(item)
  },
})

/** The rows from `offset` on, at most `limit`. */
export const rowsOf = <Row>({ length, rowAt }: Listing<Row>, offset = 0, limit = length): Row[] =>
  Array.from({ length: Math.max(0, Math.min(limit, length - offset)) }, (_, index) => rowAt(offset + index))
