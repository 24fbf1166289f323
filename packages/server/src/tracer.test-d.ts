import type { Tracer as OpenTelemetryTracer } from '@opentelemetry/api'
import { expectTypeOf, test } from 'vitest'
import type { Tracer } from './tracer.ts'

test('Tracer accepts an OpenTelemetry tracer', () => {
  expectTypeOf<OpenTelemetryTracer>().toExtend<Tracer>()
})
