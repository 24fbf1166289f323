import { AsyncLocalStorage } from 'node:async_hooks'
import type { SpanAttributes, Tracer } from '../tracer.ts'

/** A span with its parent and everything set on it. */
export interface RecordedSpan {
  readonly name: string
  readonly parent: RecordedSpan | undefined
  attributes: SpanAttributes
  failed: boolean
  ended: boolean
}

/** A tracer that records every span. It finds parents through AsyncLocalStorage, like the OpenTelemetry SDK. */
export const recordingTracer = (): Tracer & { readonly spans: readonly RecordedSpan[] } => {
  const spans: RecordedSpan[] = []
  const active = new AsyncLocalStorage<RecordedSpan>()
  return {
    spans,
    startActiveSpan(name, { attributes }, run) {
      const span: RecordedSpan = { name, parent: active.getStore(), attributes, failed: false, ended: false }
      spans.push(span)
      return active.run(span, () =>
        run({
          setAttribute(key, value) {
            if (span.ended) throw new Error('The span has ended.')
            span.attributes = { ...span.attributes, [key]: value }
          },
          setStatus() {
            if (span.ended) throw new Error('The span has ended.')
            span.failed = true
          },
          end() {
            span.ended = true
          },
        }),
      )
    },
  }
}
