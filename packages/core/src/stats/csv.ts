/** The first character of a UTF-8 CSV file. Without it, Excel reads the file in another encoding. */
export const byteOrderMark = '\uFEFF'

/** A position at which a spreadsheet may start a formula: before a formula character, at the start of a cell. */
const formulaStart = /(^|[,;|\t\r\n])(?=["' ]*[=+\-@＝＋－＠])/g

/**
 * Prefixes every possible formula with an apostrophe, so that a spreadsheet shows it as text. This also covers cells that
 * appear only if the program uses another delimiter than the comma.
 */
const escapeFormulas = (text: string): string => text.replace(formulaStart, "$1'").replace(/^[\t\r\n]/, "'$&")

const formatCell = (value: string | number | null): string => {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return `"${escapeFormulas(value).replaceAll('"', '""')}"`
}

/** Formats one line of a CSV file (RFC 4180), with its line break. Null becomes an empty cell. */
export const formatCsvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(formatCell).join(',')}\r\n`
