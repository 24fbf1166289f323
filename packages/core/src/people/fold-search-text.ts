/** Folds text for searching: removes case, accents and compatibility variants of letters, so that "zoe" finds "Zoë". */
export const foldSearchText = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
