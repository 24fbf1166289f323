/**
 * The forms of a name that are common before the `@` of an address, without separators. Grouped by how strongly a form
 * identifies the person, strongest first.
 */
export interface NameForms {
  /** First and last name in either order (`adalovelace`, `lovelaceada`), and all parts of a longer name. */
  readonly full: readonly string[]
  /** One name with the other's initial: `alovelace`, `lovelacea`, `adal`, `lada`. */
  readonly short: readonly string[]
  /** One name: `ada`, `lovelace`. */
  readonly single: readonly string[]
}

/** Lists the forms of a name, including those with German umlauts spelled out. */
export const listNameForms = (name: string): NameForms => {
  const forms = buildForms(foldWords(name))
  const spelledOut = name.replace(umlauts, '$&e')
  if (spelledOut === name) return forms
  const spelledOutForms = buildForms(foldWords(spelledOut))
  return {
    full: [...forms.full, ...spelledOutForms.full],
    short: [...forms.short, ...spelledOutForms.short],
    single: [...forms.single, ...spelledOutForms.single],
  }
}

/** Letters that German addresses may spell with an added `e`: Jürgen is `jurgen` or `juergen`. */
const umlauts = /[äöü]/gi

const buildForms = (words: readonly string[]): NameForms => {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (words.length < 2) return { full: [], short: [], single: [first].filter(isDistinctive) }
  const full = [first + last, last + first]
  if (words.length > 2) full.push(words.join(''))
  const [firstInitial, lastInitial] = [getInitial(first), getInitial(last)]
  const short = [firstInitial + last, last + firstInitial, first + lastInitial, lastInitial + first]
  return { full, short: short.filter(isDistinctive), single: [first, last].filter(isDistinctive) }
}

/** The pattern is Unicode-aware, because a letter may consist of two UTF-16 code units. */
const getInitial = (word: string): string => /^./su.exec(word)?.[0] ?? ''

/** Folds a local part for comparison with name forms: lower case, without accents, separators and a trailing number. */
export const foldLocalPart = (localPart: string): string => foldWords(localPart).join('').replace(/\d+$/, '')

/** Forms of one or two letters may be anyone's initials. */
const isDistinctive = (form: string): boolean => form.length > 2

/** Letters that Unicode normalization does not split into a base letter and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * Whether two names are equal, ignoring case, spacing and Unicode form. Empty names are never equal. Accents count, because
 * the answer can decide who gets a Claude user's figures.
 */
export const isSameName = (a: string, b: string): boolean =>
  canonicalizeName(a) !== '' && canonicalizeName(a) === canonicalizeName(b)

const canonicalizeName = (name: string): string => name.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

/** Splits a text into words of lower-case letters and digits, without accents. */
const foldWords = (text: string): string[] => {
  const lower = text.toLowerCase()
  // Fast path: most names are ASCII, and a large directory has 100,000 of them.
  if (printableAscii.test(lower)) return lower.match(/[a-z\d]+/g) ?? []
  return lower
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

const printableAscii = /^[\x20-\x7e]*$/
