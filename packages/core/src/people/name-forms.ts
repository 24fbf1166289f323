/**
 * The forms of a name that are common in the local part of an address, without separators. They are grouped by how
 * strongly they identify the person, strongest first.
 */
export interface NameForms {
  /** First and last name in either order: `adalovelace`, `lovelaceada`. Also all words of a longer name. */
  readonly full: readonly string[]
  /** One name with the initial of the other: `alovelace`, `lovelacea`, `adal`, `lada`. */
  readonly short: readonly string[]
  /** First or last name: `ada`, `lovelace`. */
  readonly single: readonly string[]
}

/** Lists the forms of a name. A name with German umlauts also has the forms with `ae`, `oe` and `ue`. */
export const listNameForms = (name: string): NameForms => {
  const forms = buildForms(foldWords(name))
  const spelledOutName = name.replace(umlauts, '$&e')
  if (spelledOutName === name) return forms
  const spelledOutForms = buildForms(foldWords(spelledOutName))
  return {
    full: [...forms.full, ...spelledOutForms.full],
    short: [...forms.short, ...spelledOutForms.short],
    single: [...forms.single, ...spelledOutForms.single],
  }
}

/** Letters that an address may spell with an added `e`: Jürgen is `jurgen` or `juergen`. */
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

/** Returns the first letter. A letter may consist of two UTF-16 code units. */
const getInitial = (word: string): string => /^./su.exec(word)?.[0] ?? ''

/**
 * Folds a local part for comparison with name forms: to lower case, without accents, separators or a trailing number.
 */
export const foldLocalPart = (localPart: string): string =>
  foldWords(localPart)
    .join('')
    .replace(/(?<!\d)\d+$/, '')

/** Whether a form is long enough to identify a person. One or two letters may be anyone's initials. */
const isDistinctive = (form: string): boolean => form.length > 2

/** Plain spellings of letters that Unicode normalization does not split into a base letter and an accent. */
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

/** Splits a string into words of lower-case letters and digits, without accents. */
const foldWords = (text: string): string[] => {
  const lowerText = text.toLowerCase()
  // Fast path: most names are ASCII, and a large directory has 100,000 of them.
  if (printableAscii.test(lowerText)) return lowerText.match(/[a-z\d]+/g) ?? []
  return lowerText
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

const printableAscii = /^[\x20-\x7e]*$/
