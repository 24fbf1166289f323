/** Where the host serves the handler. */
export interface BaseUrl {
  /** Path at which the handler is mounted, without a trailing slash. */
  readonly basePath: string
  /** Origin of the app's pages. Null if the option is only a path. */
  readonly publicOrigin: string | null
}

const isPath = (baseUrl: string): boolean => !baseUrl.includes('://')

/** Parses the option `baseUrl`, which `isBaseUrl` accepts. */
export const parseBaseUrl = (baseUrl: string): BaseUrl => {
  const { origin, pathname } = new URL(baseUrl, 'http://localhost')
  return {
    // Percent-encoded, because routes match the path of a request as it was sent.
    basePath: pathname.replace(/\/+$/, ''),
    publicOrigin: isPath(baseUrl) ? null : origin,
  }
}

/** Whether a string is a path such as `/api/claude`, or such a path with an http or https origin before it. */
export const isBaseUrl = (text: string): boolean => {
  if (!(isPath(text) ? /^$|^\/(?!\/)/ : /^https?:\/\//i).test(text)) return false
  if (/[\s\\?#%]/.test(text) || !URL.canParse(text, 'http://localhost')) return false
  const { pathname, username, password } = new URL(text, 'http://localhost')
  // These characters have a meaning in the patterns of routes.
  return !/[:*{}]|%7[bd]/i.test(pathname) && username === '' && password === ''
}
