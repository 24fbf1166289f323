import type { Tracer as OpenTelemetryTracer } from '@opentelemetry/api'
import { expectTypeOf, test } from 'vitest'
import type { Tracer } from './tracer.ts'

test('OpenTelemetry’s tracer fits as it is', () => {
  expectTypeOf<OpenTelemetryTracer>().toExtend<Tracer>()
})
