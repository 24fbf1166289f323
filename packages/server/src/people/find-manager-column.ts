/**
 * Returns a heading in lower case, without accents and without characters other than letters: `Manager’s E-Mail`
 * becomes `managersemail`.
 */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')

/**
 * The parts of a heading of the managers' column, as `foldHeading` returns them: a word for the manager, perhaps a word
 * before it, and perhaps an ending that says what the cells hold. `docs/people.md` of this package lists all parts.
 */
export const managerHeadingParts: Readonly<
  Record<'before' | 'manager' | 'beforeId' | 'id' | 'address', readonly string[]>
> = {
  before: ['direct', 'line', 'reporting'],
  manager: [
    ...['manager', 'managers', 'mgr', 'managedby', 'supervisor', 'supervisors', 'superior', 'boss'],
    ...['teamlead', 'teamleader', 'reportto', 'reportsto', 'reportingto'],
    ...['vorgesetzte', 'vorgesetzter', 'vorgesetzten', 'fuhrungskraft'],
  ],
  beforeId: ['employee', 'person', 'user', 'worker'],
  id: ['id', 'eid', 'identifier', 'number', 'no', 'nr', 'nummer'],
  address: [
    ...['email', 'emailaddress', 'workemail', 'workemailaddress', 'primaryemail', 'primaryemailaddress', 'emailwork'],
    ...['mail', 'upn', 'userprincipalname'],
  ],
}

const { before, manager, beforeId, id, address } = managerHeadingParts
const buildAlternatives = (words: readonly string[]): string => `(?:${words.join('|')})`
const managerWord = buildAlternatives(manager)
/** Headings of a column that names the manager. Columns with ids come first, since ids are certain. */
const managerHeadings: readonly RegExp[] = [
  `${buildAlternatives(beforeId)}?${buildAlternatives(id)}`,
  buildAlternatives(address),
  '',
].map((ending) => new RegExp(`^${buildAlternatives(before)}?${managerWord}${ending}$`))

/** A heading about managers, except for one that says whether someone is a manager. */
const aboutManagers = new RegExp(`^(?!is|has|ist|hat).*${managerWord}`)

/** The column of the managers. */
export interface ManagerColumn {
  /** Zero-based positions of the columns that can name the manager. A file with more than one is refused. */
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
 * Finds the columns that seem to name managers under an unknown heading, such as a heading in another language. At
 * least half of the employees have a cell in such a column, and each cell is the address of another employee.
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
