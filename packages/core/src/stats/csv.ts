/** What a CSV file in UTF-8 begins with: without it, Excel takes it for something else. */
export const byteOrderMark = '\uFEFF'

/** What a spreadsheet may take for the beginning of a formula, at the beginning of a cell. */
const formula = /(^|[,;|\t\r\n])(?=["' ]*[=+\-@＝＋－＠])/g

/**
 * Keeps a spreadsheet from running a text: with an apostrophe before whatever could begin a formula, also where the
 * text would be cut into cells by one that takes something else than commas for what is between them.
 */
const harmless = (text: string): string => text.replace(formula, "$1'").replace(/^[\t\r\n]/, "'$&")

const cell = (value: string | number | null): string => {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return `"${harmless(value).replaceAll('"', '""')}"`
}

/** A line of a CSV file (RFC 4180). Null is an empty cell. */
export const formatCsvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(cell).join(',')}\r\n`
