/**
 * Returns the path that selects the route of a request, without the trailing slash that proxies and frameworks add. The
 * path is not decoded, so that a percent-encoded spelling of a route is not found. Otherwise, such a spelling could
 * bypass a guard that the host puts in front of the route.
 */
export const getRoutePath = ({ url }: Pick<Request, 'url'>): string => {
  const [, path = ''] = /^[^:/?#]+:\/\/[^/?#]*([^?#]*)/.exec(url) ?? []
  return path.replace(/\/$/, '') || '/'
}

/** Whether the ids in a path can be decoded. Ids that cannot be decoded match nobody. */
export const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
