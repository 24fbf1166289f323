import type * as z from 'zod/mini'

/** Checks a value from outside: `safeParse` says what it is, or which field is wrong. */
export type Schema<Value> = z.ZodMiniType<Value>
