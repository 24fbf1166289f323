// Adds the globals of Node that the integration and the local Claude API need in the browser.

/** Replaces `Buffer.from`, but only converts ASCII text to base64url and back. That suffices for cursors. */
const from = (text: string, encoding?: 'base64url') => ({
  toString: (): string =>
    encoding
      ? atob(text.replaceAll('-', '+').replaceAll('_', '/'))
      : btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
})
// `Buffer` is a class, because the test runner evaluates `instanceof Buffer`.
Object.assign(globalThis, { Buffer: Object.assign(class {}, { from }) })

// The server calls `unref` on timers. In the browser a timer is a number, and `unref` has nothing to do.
Object.assign(Number.prototype, {
  unref(this: number): number {
    return this
  },
})
