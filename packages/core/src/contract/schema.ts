import type * as z from 'zod/mini'

/** A schema that validates an unknown value. `safeParse` returns the typed value, or the invalid fields. */
export type Schema<Value> = z.ZodMiniType<Value>
