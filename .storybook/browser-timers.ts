/** Replaces `setTimeout` of `node:timers/promises` in the browser. */
export const setTimeout = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => globalThis.setTimeout(resolve, milliseconds))

/** Replaces `setImmediate` of `node:timers/promises` in the browser. */
export const setImmediate = (): Promise<void> => setTimeout(0)
