import { formatNumber } from '../observations/texts/formatters.ts'

/** The first character of a CSV file in UTF-8. Without it, Excel assumes another encoding. */
export const byteOrderMark = '\uFEFF'

/** Matches the start of a possible cell that begins with a formula character, also after quotes or spaces. */
const formulaStart = /(^|[,;|\t\r\n])(?=["' ]*[=+\-@＝＋－＠])/g

/**
 * Prefixes every possible formula with an apostrophe, so that a spreadsheet shows it as text. A spreadsheet may split
 * the text into cells at a delimiter other than the comma, so a formula can start after any delimiter. A tab or line
 * break at the start is prefixed as well.
 */
const escapeFormulas = (text: string): string => text.replace(formulaStart, "$1'").replace(/^[\t\r\n]/, "'$&")

/** Maximum decimals of a number. A rate from 0 to 1 then has a tenth of a percentage point. */
const maxDecimals = 3

/** Whether a locale writes decimals with a comma. Spreadsheets then expect semicolons between cells. */
const usesDecimalComma = (locale: string): boolean =>
  formatNumber(locale, 0.5, { numberingSystem: 'latn' }).includes(',')

const formatCell = (value: string | number | null, hasDecimalComma: boolean): string => {
  if (value === null) return ''
  if (typeof value === 'string') return `"${escapeFormulas(value).replaceAll('"', '""')}"`
  const rounded = String(Math.round(value * 10 ** maxDecimals) / 10 ** maxDecimals)
  return hasDecimalComma ? rounded.replace('.', ',') : rounded
}

/**
 * Formats one line of a CSV file (RFC 4180), with its line break. Texts are quoted, and possible formulas are escaped.
 * Numbers have at most three decimals. Null becomes an empty cell.
 *
 * @param locale The locale of the spreadsheet program. It decides the separator and the decimal sign, so that Excel
 * opens the file without an import dialog. By default `en`, with a comma between cells and a decimal point.
 */
export const formatCsvLine = (cells: readonly (string | number | null)[], locale = 'en'): string => {
  const hasDecimalComma = usesDecimalComma(locale)
  return `${cells.map((cell) => formatCell(cell, hasDecimalComma)).join(hasDecimalComma ? ';' : ',')}\r\n`
}
