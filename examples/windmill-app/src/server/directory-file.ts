import { readFileSync } from 'node:fs'
import { employeeId, isDay } from '@windmill/claude-core'
import { z } from 'zod'
import { DemoError } from './demo-error.ts'
import type { Person } from './person.ts'

const idSchema = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' })

const entrySchema = z.object({
  id: idSchema,
  name: z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' }),
  emails: z.array(z.string({ error: 'must be a text' }), { error: 'must be a list of addresses' }),
  managerId: idSchema.nullish(),
  archivedOn: z.custom<string>(isDay, { error: 'must be a date as YYYY-MM-DD, or null' }).nullish(),
  role: z.enum(['employee', 'admin'], { error: 'must be "employee" or "admin"' }).optional(),
  title: z.string({ error: 'must be a text' }).nullish(),
})

/**
 * Returns the people in the directory file at `path`.
 * @throws DemoError `directory_unreadable`, which names the wrong entry and field.
 */
export const readDirectoryFile = (path: string): Person[] => parseDirectory(readText(path), path)

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = readFailures[(error as NodeJS.ErrnoException).code ?? ''] ?? 'it cannot be read'
    throw createDirectoryError(path, `${reason}. Give the path of a JSON file, absolute or from where you started`)
  }
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

/**
 * Returns the people in the text of a directory file.
 * @param source - Path of the file, for error messages.
 */
export const parseDirectory = (text: string, source: string): Person[] => {
  const entries = parseJson(text, source)
  if (!Array.isArray(entries)) {
    throw createDirectoryError(source, 'it must hold a JSON array of people, [{ "id": …, "name": … }]')
  }
  if (entries.length === 0) {
    throw createDirectoryError(source, 'it holds no people, so nobody could sign in. Add at least one')
  }

  const entryNumberById = new Map<string, number>()
  return entries.map((entry: unknown, index) => {
    const number = index + 1
    const result = entrySchema.safeParse(entry)
    if (!result.success) throw createEntryError(source, number, entry, result.error)

    const { managerId, archivedOn, role = 'employee', title = null, ...person } = result.data
    const firstNumber = entryNumberById.get(person.id)
    if (firstNumber !== undefined) {
      throw createDirectoryError(
        source,
        `entries ${firstNumber} and ${number} have the same id "${person.id}". Give each person their own`,
      )
    }
    entryNumberById.set(person.id, number)
    return {
      ...person,
      id: employeeId(person.id),
      managerId: managerId == null ? null : employeeId(managerId),
      archivedOn: isDay(archivedOn) ? archivedOn : null,
      role,
      title,
    }
  })
}

const parseJson = (text: string, source: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw createDirectoryError(source, `it is not valid JSON: ${(error as Error).message}`)
  }
}

const createEntryError = (source: string, number: number, entry: unknown, error: z.ZodError): DemoError => {
  const [issue] = error.issues
  const id = (entry as { id?: unknown } | null)?.id
  const label = `entry ${number}${typeof id === 'string' && id !== '' ? ` (id "${id}")` : ''}`
  const [field, ...nestedPath] = issue?.path ?? []
  if (field === undefined) return createDirectoryError(source, `${label} must be an object`)
  const position = nestedPath.length > 0 ? ` number ${Number(nestedPath[0]) + 1}` : ''
  return createDirectoryError(source, `${label}: the field "${String(field)}"${position} ${issue?.message}`)
}

const createDirectoryError = (source: string, reason: string): DemoError =>
  new DemoError('directory_unreadable', `DEMO_DIRECTORY: ${source} cannot be used: ${reason}.`)
