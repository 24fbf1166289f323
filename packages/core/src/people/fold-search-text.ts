/**
 * Folds a string for searching, so that "zoe" finds "Zoë". Removes case, accents and compatibility variants of letters.
 */
export const foldSearchText = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
