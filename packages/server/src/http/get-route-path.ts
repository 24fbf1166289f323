/**
 * Returns the path that selects the route of a request, without the trailing slash that proxies and frameworks add. It
 * is not decoded, so that a percent-encoded spelling of a route is not found. It could get around a guard that the host
 * puts in front of the route.
 */
export const getRoutePath = ({ url }: Pick<Request, 'url'>): string => {
  const [, path = ''] = /^[^:/?#]+:\/\/[^/?#]*([^?#]*)/.exec(url) ?? []
  return path.replace(/\/$/, '') || '/'
}

/** Whether the ids in a path can be decoded. If not, they match nobody. */
export const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
