/**
 * Whether two names are equal, ignoring case, spacing and Unicode form. Empty names are never equal. Accents count,
 * because the answer can decide who gets a Claude user's figures.
 */
export const isSameName = (a: string, b: string): boolean =>
  canonicalizeName(a) !== '' && canonicalizeName(a) === canonicalizeName(b)

const canonicalizeName = (name: string): string => name.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')
