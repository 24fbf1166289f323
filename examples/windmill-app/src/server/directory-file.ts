import { readFileSync } from 'node:fs'
import { employeeId, isDay } from '@windmill/claude-core'
import { z } from 'zod'
import { DemoError } from './demo-error.ts'
import type { Person } from './person.ts'

const id = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' })

const entrySchema = z.object({
  id,
  name: z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' }),
  emails: z.array(z.string({ error: 'must be a text' }), { error: 'must be a list of addresses' }),
  managerId: id.nullish(),
  archivedOn: z.custom<string>(isDay, { error: 'must be a date as YYYY-MM-DD, or null' }).nullish(),
  role: z.enum(['employee', 'admin'], { error: 'must be "employee" or "admin"' }).optional(),
  title: z.string({ error: 'must be a text' }).nullish(),
})

/** Reads the directory file that `DEMO_DIRECTORY` names. Throws a `DemoError` that says which entry and field is wrong. */
export const readDirectoryFile = (path: string): Person[] => parseDirectory(readText(path), path)

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const why = reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? 'it cannot be read'
    throw unreadable(path, `${why}. Give the path of a JSON file, absolute or from where you started`)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

/** `source` is how messages call the text: its file's path. */
export const parseDirectory = (text: string, source: string): Person[] => {
  const entries = parseJson(text, source)
  if (!Array.isArray(entries)) throw unreadable(source, 'it must hold a JSON array of people, [{ "id": …, "name": … }]')
  if (entries.length === 0) throw unreadable(source, 'it holds no people, so nobody could sign in. Add at least one')

  const seenAt = new Map<string, number>()
  return entries.map((entry: unknown, index) => {
    const number = index + 1
    const result = entrySchema.safeParse(entry)
    if (!result.success) throw wrongEntry(source, number, entry, result.error)

    const { managerId, archivedOn, role = 'employee', title = null, ...person } = result.data
    const before = seenAt.get(person.id)
    if (before !== undefined) {
      throw unreadable(
        source,
        `entries ${before} and ${number} have the same id "${person.id}". Give each person their own`,
      )
    }
    seenAt.set(person.id, number)
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
    throw unreadable(source, `it is not valid JSON: ${(error as Error).message}`)
  }
}

const wrongEntry = (source: string, number: number, entry: unknown, error: z.ZodError): DemoError => {
  const [issue] = error.issues
  const given = (entry as { id?: unknown } | null)?.id
  const who = `entry ${number}${typeof given === 'string' && given !== '' ? ` (id "${given}")` : ''}`
  const [field, ...inside] = issue?.path ?? []
  if (field === undefined) return unreadable(source, `${who} must be an object`)
  const part = inside.length > 0 ? ` number ${Number(inside[0]) + 1}` : ''
  return unreadable(source, `${who}: the field "${String(field)}"${part} ${issue?.message}`)
}

const unreadable = (source: string, why: string): DemoError =>
  new DemoError('directory_unreadable', `DEMO_DIRECTORY: ${source} cannot be used: ${why}.`)
