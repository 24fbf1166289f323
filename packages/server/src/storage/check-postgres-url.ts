import pg from 'pg'
import { StorageError } from './errors.ts'

/**
 * Returns a PostgreSQL URL without surrounding white space, as `pg` takes it.
 *
 * `pg` would read a URL with an unencoded `/`, `?` or `#` in its password as another server or database, and name it in
 * its errors. Such a URL is refused.
 * @throws `StorageError` (`database_url_invalid`). It holds no part of the URL.
 */
export const checkPostgresUrl = (text: string): string => {
  const url = typeof text === 'string' ? text.trim() : ''
  if (!hasKnownForm(url) || hasCredentialsAfterServer(url)) throw createUrlInvalidError()
  try {
    new pg.Client({ connectionString: url })
  } catch {
    // The error is not passed on, since it may hold the URL.
    throw createUrlInvalidError()
  }
  return url
}

/** Creates the error for a URL that `pg` cannot take. */
export const createUrlInvalidError = (): StorageError =>
  new StorageError(
    'database_url_invalid',
    'The database URL is not a PostgreSQL URL, or a file that it names cannot be read, so there is nowhere to store ' +
      'anything. Give one in the form postgres://user:password@host:5432/database, with special characters in the user ' +
      'and the password percent-encoded.',
  )

/** Whether a URL has a scheme of PostgreSQL, or is the path of a Unix socket and the name of a database. */
const hasKnownForm = (url: string): boolean => /^(postgres(ql)?:\/\/|socket:|\/)/i.test(url)

/** Parameters in which an `@` may be part of the value. */
const textParameters: ReadonlySet<string> = new Set(['user', 'password', 'host', 'application_name', 'options'])

/**
 * Whether an `@` comes after the part of the URL in which credentials belong. The part ends at the first `/`, `?` or
 * `#`, so the password has one of them.
 */
const hasCredentialsAfterServer = (url: string): boolean => {
  const [, path = '', query = '', fragment = ''] = /^[a-z]+:(?:\/\/)?[^/?#]*([^?#]*)\??([^#]*)(.*)$/is.exec(url) ?? []
  if (path.includes('@') || fragment.includes('@')) return true
  return query.split('&').some((parameter) => {
    const [name = '', ...value] = parameter.split('=')
    return name.includes('@') || (value.join('=').includes('@') && !textParameters.has(name))
  })
}
