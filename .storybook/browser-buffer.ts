/**
 * Replaces Node's `Buffer` in the browser, as far as the server and the local Claude API use it: to convert ASCII cursors
 * to and from base64url.
 */
const BrowserBuffer = {
  from: (text: string, encoding?: 'base64url') => ({
    toString: (): string =>
      encoding
        ? atob(text.replaceAll('-', '+').replaceAll('_', '/'))
        : btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  }),
}
Object.assign(globalThis, { Buffer: BrowserBuffer })
