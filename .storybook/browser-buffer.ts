/** Stands in for what the server and the local Claude API use of Node's `Buffer`: cursors of plain ASCII as base64url. */
const BrowserBuffer = {
  from: (text: string, encoding?: 'base64url') => ({
    toString: (): string =>
      encoding
        ? atob(text.replaceAll('-', '+').replaceAll('_', '/'))
        : btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  }),
}
Object.assign(globalThis, { Buffer: BrowserBuffer })
