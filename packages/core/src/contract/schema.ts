import type * as z from 'zod/mini'

/** Validates a value from outside. `safeParse` returns the typed value or the fields that are wrong. */
export type Schema<Value> = z.ZodMiniType<Value>
