import { AsyncLocalStorage } from 'node:async_hooks'
import type { SpanAttributes, Tracer } from '../tracer.ts'

/** A span with its parent and everything set on it. */
export interface RecordedSpan {
  readonly name: string
  readonly parent: RecordedSpan | undefined
  attributes: SpanAttributes
  isFailed: boolean
  isEnded: boolean
}

/** Creates a tracer that records every span. It finds parents with AsyncLocalStorage, like the OpenTelemetry SDK. */
export const createRecordingTracer = (): Tracer & { readonly spans: readonly RecordedSpan[] } => {
  const spans: RecordedSpan[] = []
  const currentSpan = new AsyncLocalStorage<RecordedSpan>()
  return {
    spans,
    startActiveSpan(name, { attributes }, run) {
      const span: RecordedSpan = { name, parent: currentSpan.getStore(), attributes, isFailed: false, isEnded: false }
      spans.push(span)
      return currentSpan.run(span, () =>
        run({
          setAttribute(key, value) {
            if (span.isEnded) throw new Error('The span has ended.')
            span.attributes = { ...span.attributes, [key]: value }
          },
          setStatus() {
            if (span.isEnded) throw new Error('The span has ended.')
            span.isFailed = true
          },
          end() {
            span.isEnded = true
          },
        }),
      )
    },
  }
}
