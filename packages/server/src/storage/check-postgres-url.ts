import pg from 'pg'
import { StorageError } from './errors.ts'

/**
 * Returns a PostgreSQL URL without surrounding white space, as `pg` takes it.
 *
 * A URL with an unencoded `/`, `?` or `#` in its password is refused: `pg` would take a part of the password for the
 * name of a server or a database, and show this part in errors.
 * @throws `StorageError` (`database_url_invalid`). The error holds no part of the URL.
 */
export const checkPostgresUrl = (text: string): string => {
  const url = typeof text === 'string' ? text.trim() : ''
  if (!hasKnownForm(url) || hasCredentialsAfterServer(url)) throw createUrlInvalidError()
  checkConnectionOptions({ connectionString: url })
  return url
}

/**
 * Checks the options of a pool as `pg` takes them, with the defaults of its environment variables. A URL in the place
 * of the host is refused, because the errors of the network name the host.
 * @throws `StorageError` (`database_url_invalid`). The error holds no part of the options.
 */
export const checkPoolOptions = (options: pg.PoolConfig): void => {
  const { connectionString } = options
  // `pg` takes a URL after white space as the name of a database.
  if (connectionString && checkPostgresUrl(connectionString) !== connectionString) throw createUrlInvalidError()
  checkConnectionOptions(options)
}

const checkConnectionOptions = (options: pg.ClientConfig): void => {
  const host = readHost(options)
  if (host === null || !/^(\/.*|[^\s/@?#]*)$/s.test(host)) throw createUrlInvalidError()
}

/**
 * Returns the host to which `pg` would connect. Null if `pg` throws: its error is dropped, since it may hold the URL.
 */
const readHost = (options: pg.ClientConfig): string | null => {
  try {
    return new pg.Client(options).host
  } catch {
    return null
  }
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
 * Whether an `@` comes after the part of the URL in which credentials belong. That part ends at the first `/`, `?` or
 * `#`. So a later `@` means that the password contains one of these characters unencoded.
 */
const hasCredentialsAfterServer = (url: string): boolean => {
  const [, path = '', query = '', fragment = ''] = /^[a-z]+:(?:\/\/)?[^/?#]*([^?#]*)\??([^#]*)(.*)$/is.exec(url) ?? []
  if (path.includes('@') || fragment.includes('@')) return true
  return query.split('&').some((parameter) => {
    const [name = '', ...value] = parameter.split('=')
    return name.includes('@') || (value.join('=').includes('@') && !textParameters.has(name))
  })
}
