/**
 * Returns the path that selects the route of a request, as it was sent. Nothing is decoded: a fixed segment has one
 * spelling, so no other one gets around a guard that the host puts before a path. A trailing slash, which proxies and
 * frameworks add, is left out.
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
