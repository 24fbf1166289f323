/** An input, or a function that reads it. The function is called only after the viewer's permission is checked. */
export type Input<Value extends string | object> = Value | (() => Promise<Value>)

/** Returns an input, and reads it first if it is a function. */
export const readInput = async <Value extends string | object>(input: Input<Value>): Promise<Value> =>
  typeof input === 'function' ? await (input as () => Promise<Value>)() : input
