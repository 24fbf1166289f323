/** How a person's name turns up before the `@`, without what stands between its parts. The better a form tells, the earlier. */
export interface NameForms {
  /** `adalovelace`, `lovelaceada`, and all parts of a longer name. */
  readonly full: readonly string[]
  /** `alovelace`, `lovelacea`, `adal`, `lada`. */
  readonly short: readonly string[]
  /** `ada`, `lovelace`. */
  readonly single: readonly string[]
}

export const nameForms = (name: string): NameForms => {
  const forms = formsOf(fold(name))
  const spelledOut = name.replace(umlauts, '$&e')
  if (spelledOut === name) return forms
  const others = formsOf(fold(spelledOut))
  return {
    full: [...forms.full, ...others.full],
    short: [...forms.short, ...others.short],
    single: [...forms.single, ...others.single],
  }
}

/** In German, an umlaut may be spelled out: Jürgen is `jurgen` or `juergen`. */
const umlauts = /[äöü]/gi

const formsOf = (words: readonly string[]): NameForms => {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (words.length < 2) return { full: [], short: [], single: [first].filter(isTelling) }
  const full = [first + last, last + first]
  if (words.length > 2) full.push(words.join(''))
  const [f, l] = [initialOf(first), initialOf(last)]
  const short = [f + last, last + f, first + l, l + first]
  return { full, short: short.filter(isTelling), single: [first, last].filter(isTelling) }
}

/** A letter may be two units of text. */
const initialOf = (word: string): string => /^./su.exec(word)?.[0] ?? ''

/** What is before the `@` in the form in which names are compared: no accents, nothing between the parts, no number after it. */
export const foldLocalPart = (localPart: string): string => fold(localPart).join('').replace(/\d+$/, '')

/** Two letters are anybody's initials. */
const isTelling = (form: string): boolean => form.length > 2

/** Letters that do not come apart into a letter and an accent. */
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
 * Whether two people are called the same, in whatever case, spacing and Unicode form. Accents count, since this may decide
 * whose numbers someone sees.
 */
export const isSameName = (a: string, b: string): boolean => canonical(a) !== '' && canonical(a) === canonical(b)

const canonical = (name: string): string => name.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

const fold = (text: string): string[] => {
  const lower = text.toLowerCase()
  // Most names are plain already, and a large directory has a hundred thousand of them.
  if (isPlain.test(lower)) return lower.match(/[a-z\d]+/g) ?? []
  return lower
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

const isPlain = /^[\x20-\x7e]*$/
