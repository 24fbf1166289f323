/** A list of rows that are created on access, so a page does not create the rows outside it. */
export interface Listing<Row> {
  readonly length: number
  /** Creates the row at an index. Throws a `RangeError` outside the list. */
  readonly rowAt: (index: number) => Row
}

/** Creates a listing with one row per item. */
export const createListing = <Item, Row>(items: readonly Item[], toRow: (item: Item) => Row): Listing<Row> => ({
  length: items.length,
  rowAt: (index) => {
    const item = items[index]
    if (item === undefined) throw new RangeError(`There is no row ${index} among ${items.length}.`)
    return toRow(item)
  },
})

/** Returns up to `limit` rows, starting at `offset`. */
export const readRows = <Row>({ length, rowAt }: Listing<Row>, offset = 0, limit = length): Row[] =>
  Array.from({ length: Math.max(0, Math.min(limit, length - offset)) }, (_, index) => rowAt(offset + index))
