/** The first character of a CSV file in UTF-8. Without it, Excel assumes another encoding. */
export const byteOrderMark = '\uFEFF'

/** Matches the start of a possible cell that begins with a formula character, also after quotes or spaces. */
const formulaStart = /(^|[,;|\t\r\n])(?=["' ]*[=+\-@＝＋－＠])/g

/**
 * Prefixes every possible formula with an apostrophe, so that a spreadsheet shows it as text. A spreadsheet may split
 * the text into cells at another delimiter than the comma, so a formula can start after any delimiter. A tab or line
 * break at the start is prefixed as well.
 */
const escapeFormulas = (text: string): string => text.replace(formulaStart, "$1'").replace(/^[\t\r\n]/, "'$&")

const formatCell = (value: string | number | null): string => {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return `"${escapeFormulas(value).replaceAll('"', '""')}"`
}

/**
 * Formats one line of a CSV file (RFC 4180), with its line break. Texts are quoted, and possible formulas are escaped.
 * Null becomes an empty cell.
 */
export const formatCsvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(formatCell).join(',')}\r\n`
