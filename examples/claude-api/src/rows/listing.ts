/** A list of rows that are created on demand. Serving a page does not create the rows of other pages. */
export interface Listing<Row> {
  readonly length: number
  /**
   * Creates the row at an index, from 0.
   *
   * @throws RangeError when the index is outside the list.
   */
  readonly createRow: (index: number) => Row
}

/** Creates a listing with one row per item, in the order of the items. */
export const createListing = <Item, Row>(items: readonly Item[], createItemRow: (item: Item) => Row): Listing<Row> => ({
  length: items.length,
  createRow: (index) => {
    const item = items[index]
    if (item === undefined) throw new RangeError(`There is no row ${index} among ${items.length}.`)
    return createItemRow(item)
  },
})

/** Creates all rows of a listing. */
export const readRows = <Row>({ length, createRow }: Listing<Row>): Row[] =>
  Array.from({ length }, (_, index) => createRow(index))
