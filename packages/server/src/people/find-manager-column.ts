/** A heading in lower case, without accents and without other characters than letters: `Manager’s E-Mail` becomes `managersemail`. */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')

const managerWord = '(?:managers?|supervisors?|boss|teamlead|reportsto|vorgesetzte[rn]?|fuhrungskraft)'
/** The usual headings of a column that names the manager. Ids come first, since they are certain. */
const managerHeadings: readonly RegExp[] = [
  '(?:employee|person|user|worker)?(?:id|identifier|number|no|nr|nummer)',
  '(?:work)?(?:e?mail)(?:address)?',
  '',
].map((ending) => new RegExp(`^(?:direct|line|reporting)?${managerWord}${ending}$`))

/** A heading about managers, except for one that says whether someone is a manager. */
const aboutManagers = new RegExp(`^(?!is|has|ist|hat).*${managerWord}`)

/** The column of the managers. */
export interface ManagerColumn {
  /** Zero-based positions of the columns that can name the manager. Only one can be used. */
  readonly indexes: readonly number[]
  /** Headings that are about managers and are not understood. Empty if a column can be used. */
  readonly unclearHeadings: readonly string[]
}

/** Finds the column of the managers among the headings of a file. */
export const findManagerColumn = (headings: readonly string[]): ManagerColumn => {
  const folded = headings.map(foldHeading)
  for (const pattern of managerHeadings) {
    const indexes = folded.flatMap((heading, index) => (pattern.test(heading) ? [index] : []))
    if (indexes.length > 0) return { indexes, unclearHeadings: [] }
  }
  return { indexes: [], unclearHeadings: headings.filter((_, index) => aboutManagers.test(folded[index] ?? '')) }
}
