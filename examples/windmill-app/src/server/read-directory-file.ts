import { readFileSync } from 'node:fs'
import { type Day, employeeId, isDay, participations } from '@windmill/claude-server'
import { z } from 'zod'
import type { AccessLevel } from '../host-api.ts'
import { permissionsByAccessLevel } from './access-levels.ts'
import { DemoError } from './demo-error.ts'
import type { Person } from './person.ts'

const idSchema = z.string({ error: 'must be a string' }).min(1, { error: 'must not be empty' })

const accessLevels = Object.keys(permissionsByAccessLevel) as [AccessLevel, ...AccessLevel[]]

const daySchema = z.custom<Day>(isDay, { error: 'must be a date as YYYY-MM-DD, or null' }).nullish()

const entrySchema = z.object({
  id: idSchema,
  name: z.string({ error: 'must be a string' }).min(1, { error: 'must not be empty' }),
  emails: z.array(z.string({ error: 'must be a string' }), { error: 'must be an array of addresses' }),
  managerId: idSchema.nullish(),
  archivedOn: daySchema,
  startedOn: daySchema,
  attributes: z
    .record(z.string(), z.string({ error: 'must be strings' }), { error: 'must be an object of strings' })
    .optional(),
  participation: z.enum(participations, { error: `must be one of ${participations.join(', ')}` }).optional(),
  accessLevel: z.enum(accessLevels, { error: `must be one of ${accessLevels.join(', ')}` }).optional(),
  title: z.string({ error: 'must be a string' }).nullish(),
})

/**
 * Reads the people from the directory file at `path`.
 * @throws DemoError `directory_unreadable`, with what is wrong: the file, or the entry and its field.
 */
export const readDirectoryFile = (path: string): Person[] => parseDirectory(readText(path), path)

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = reasonByErrorCode[(error as NodeJS.ErrnoException).code ?? ''] ?? 'it cannot be read'
    throw createDirectoryError(path, `${reason}. Give the path of a JSON file, absolute or from where you started`)
  }
}

const reasonByErrorCode: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

/**
 * Parses the text of a directory file.
 * @param path - The file's path, for error messages.
 * @throws DemoError `directory_unreadable`, with the wrong entry and field.
 */
export const parseDirectory = (text: string, path: string): Person[] => {
  const entries = parseJson(text, path)
  if (!Array.isArray(entries)) {
    throw createDirectoryError(path, 'it must hold a JSON array of people, [{ "id": …, "name": … }]')
  }
  if (entries.length === 0) {
    throw createDirectoryError(path, 'it holds no people, so nobody could sign in. Add at least one')
  }

  const entryNumberById = new Map<string, number>()
  return entries.map((entry: unknown, index) => {
    const entryNumber = index + 1
    const result = entrySchema.safeParse(entry)
    if (!result.success) throw createEntryError(path, entryNumber, entry, result.error)

    const {
      managerId,
      archivedOn = null,
      startedOn = null,
      accessLevel = 'member',
      title = null,
      ...person
    } = result.data
    const firstEntryNumber = entryNumberById.get(person.id)
    if (firstEntryNumber !== undefined) {
      throw createDirectoryError(
        path,
        `entries ${firstEntryNumber} and ${entryNumber} have the same id "${person.id}". Give each person their own`,
      )
    }
    entryNumberById.set(person.id, entryNumber)
    return {
      ...person,
      id: employeeId(person.id),
      managerId: managerId == null ? null : employeeId(managerId),
      archivedOn,
      startedOn,
      attributes: person.attributes ?? {},
      participation: person.participation ?? 'included',
      accessLevel,
      title,
    }
  })
}

const parseJson = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw createDirectoryError(path, `it is not valid JSON: ${(error as Error).message}`)
  }
}

const createEntryError = (path: string, entryNumber: number, entry: unknown, error: z.ZodError): DemoError => {
  const [issue] = error.issues
  const id = (entry as { id?: unknown } | null)?.id
  const label = `entry ${entryNumber}${typeof id === 'string' && id !== '' ? ` (id "${id}")` : ''}`
  const [field, ...nestedPath] = issue?.path ?? []
  if (field === undefined) return createDirectoryError(path, `${label} must be an object`)
  const position = typeof nestedPath[0] === 'number' ? ` number ${nestedPath[0] + 1}` : ''
  return createDirectoryError(path, `${label}: the field "${String(field)}"${position} ${issue?.message}`)
}

const createDirectoryError = (path: string, reason: string): DemoError =>
  new DemoError('directory_unreadable', `DEMO_DIRECTORY: ${path} cannot be used: ${reason}.`)
