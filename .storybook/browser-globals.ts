// Replaces the globals of Node that the server and the local Claude API use in the browser.

/** Can only convert ASCII cursors to base64url and back. */
const from = (text: string, encoding?: 'base64url') => ({
  toString: (): string =>
    encoding
      ? atob(text.replaceAll('-', '+').replaceAll('_', '/'))
      : btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
})
// A class, because the test runner asks whether values are an `instanceof Buffer`.
Object.assign(globalThis, { Buffer: Object.assign(class {}, { from }) })

/** A timer of the browser is a number, and keeps no process alive. */
Object.assign(Number.prototype, {
  unref(this: number): number {
    return this
  },
})
