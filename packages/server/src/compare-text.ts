/** Compares two strings by their code units, for sorting in an order that does not depend on a locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
