/**
 * Returns the path by which a request finds its route, as it came: nothing is decoded, so that a fixed segment has one
 * spelling and a guard that a host puts before a path cannot be passed by another one. A trailing slash, which proxies
 * and frameworks add, is left out.
 */
export const getRoutePath = ({ url }: Pick<Request, 'url'>): string => {
  const [, path = ''] = /^[^:/?#]+:\/\/[^/?#]*([^?#]*)/.exec(url) ?? []
  return path.replace(/\/$/, '') || '/'
}

/** Whether the ids in a path can be decoded. If not, they are nobody's. */
export const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
