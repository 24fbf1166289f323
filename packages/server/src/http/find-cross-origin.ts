/** The headers and origins that were compared for a request from a page of another origin. */
export interface CrossOrigin {
  /** The `Sec-Fetch-Site` header: how the browser itself sees the request. Null if it is missing. */
  readonly fetchSite: string | null
  /** The `Origin` header: the origin of the page. Null if it is missing. */
  readonly origin: string | null
  /** The origins from which a request is accepted. */
  readonly acceptedOrigins: readonly string[]
}

/**
 * Returns the compared origins if a page of another origin, even of a sibling subdomain, makes a request with the
 * viewer's cookies (CSRF). Null if the request is accepted.
 *
 * Reads count too, because they are logged: images of another page must not make it look as if the viewer had read
 * someone's figures. A browser sends `Sec-Fetch-Site` or, with a change, `Origin`, and no page can forge these headers.
 * A request without either header does not come from a browser.
 *
 * `X-Forwarded-Host` is ignored, because not every proxy replaces the header that a client sends.
 * @param publicOrigin - The origin of the app's pages if a proxy rewrites the host. Null if no proxy does.
 */
export const findCrossOrigin = (request: Request, publicOrigin: string | null): CrossOrigin | null => {
  // A proxy can blank a header instead of removing it.
  const fetchSite = request.headers.get('sec-fetch-site') || null
  if (fetchSite === 'same-origin' || fetchSite === 'none') return null
  const origin = request.headers.get('origin')
  if (fetchSite === null && origin === null) return null
  const acceptedOrigins = [...listOwnOrigins(request), publicOrigin].flatMap((text) => normalizeOrigin(text) ?? [])
  const pageOrigin = normalizeOrigin(origin)
  if (fetchSite === null && pageOrigin !== null && acceptedOrigins.includes(pageOrigin)) return null
  return { fetchSite, origin, acceptedOrigins: [...new Set(acceptedOrigins)] }
}

/** Lists the origins at which the request arrived, from its URL and its `Host` header. */
const listOwnOrigins = (request: Request): string[] => {
  const { protocol, host } = new URL(request.url)
  const hosts = [host, request.headers.get('host') ?? host]
  if (protocol === 'https:') return hosts.map((own) => `https://${own}`)
  // A proxy that ends TLS passes an https request on as http, and may add the port of either scheme.
  return hosts.flatMap((own) => [`http://${own}`, `https://${own}`, `https://${own.replace(/:80$/, '')}`])
}

/**
 * Normalizes an origin, so that all its spellings become equal: letter case, the default port, a trailing dot and
 * international domains. Returns null if the text is not exactly one http or https origin.
 */
const normalizeOrigin = (text: string | null): string | null => {
  if (text === null || !/^https?:\/\/[^\s/?#@\\]+$/i.test(text) || !URL.canParse(text)) return null
  const { protocol, hostname, port } = new URL(text)
  return `${protocol}//${hostname.replace(/\.$/, '')}${port && `:${port}`}`
}
