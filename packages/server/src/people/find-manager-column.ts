/** A heading in lower case, without accents and without other characters than letters: `Manager’s E-Mail` becomes `managersemail`. */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')

const managerWord =
  '(?:managers?|mgr|managedby|supervisors?|superior|boss|team(?:lead|leader)|report(?:s|ing)?to|vorgesetzte[rn]?|fuhrungskraft)'
/** The usual headings of a column that names the manager. Ids come first, since they are certain. */
const managerHeadings: readonly RegExp[] = [
  '(?:employee|person|user|worker)?(?:id|eid|identifier|number|no|nr|nummer)',
  '(?:work|primary)?(?:e?mail)(?:address|work)?',
  '(?:upn|userprincipalname)',
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

/**
 * Finds the columns that seem to name managers under a heading that is not known, such as one in another language: at least
 * half of the employees have a cell in it, and each is the address of another employee.
 * @param rows - The cells of each employee, with their id.
 * @param findIdByEmail - Returns the id of the employee with an address.
 */
export const findLikelyManagerColumns = (
  headings: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly id: string }[],
  findIdByEmail: (text: string) => string | null,
): readonly string[] =>
  headings.filter((_, index) => {
    const filled = rows.filter(({ cells }) => cells[index])
    return (
      filled.length > 0 &&
      filled.length * 2 >= rows.length &&
      filled.every(({ cells, id }) => ![id, null].includes(findIdByEmail(cells[index] ?? '')))
    )
  })
