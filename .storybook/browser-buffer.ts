/**
 * Replaces Node's `Buffer` in the browser. It can only do what the server and the local Claude API need: convert ASCII
 * cursors to base64url and back.
 */
const BrowserBuffer = {
  from: (text: string, encoding?: 'base64url') => ({
    toString: (): string =>
      encoding
        ? atob(text.replaceAll('-', '+').replaceAll('_', '/'))
        : btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  }),
}
Object.assign(globalThis, { Buffer: Object.assign(class {}, BrowserBuffer) })

// Node's timers have `unref`. In the browser, a timer is a number.
Object.assign(Number.prototype, {
  unref(this: number): number {
    return this
  },
})
