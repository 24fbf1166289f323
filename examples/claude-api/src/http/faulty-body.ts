import type { Fault } from './faults.ts'
import { createConnectionResetError } from './faulty-responses.ts'

/** The request that a faulty body answers, and the clock of its waits. */
export interface BodyContext {
  /** Aborts when the client gives up. */
  readonly signal: AbortSignal
  readonly sleep: (milliseconds: number) => Promise<void>
}

const defaultBytes = 2 ** 32
const defaultDelayMs = 1000

/**
 * Creates a response body from the JSON text of a page. Returns the text for a fault that does not affect the body.
 */
export const createFaultyBody = (text: string, fault: Fault | null, context: BodyContext): BodyInit => {
  const middle = Math.floor(text.length / 2)
  switch (fault?.kind) {
    case 'truncated_json':
      return text.slice(0, middle)
    case 'cut_off':
      return createStream(cutOff(text.slice(0, middle)), context.signal)
    case 'drip':
      return createStream(drip(text, fault.delayMs ?? defaultDelayMs, context.sleep), context.signal)
    case 'huge_gzip':
      return createStream(pad('{"data":[', ' ', '],"next_page":null}', fault.bytes ?? defaultBytes), context.signal)
    case 'huge_row': {
      const start = '{"data":[{"user":{"id":"user_huge","type":"user","email_address":"'
      return createStream(pad(start, 'a', '"}}],"next_page":null}', fault.bytes ?? defaultBytes), context.signal)
    }
    default:
      return text
  }
}

const encoder = new TextEncoder()

async function* cutOff(text: string): AsyncGenerator<Uint8Array> {
  yield encoder.encode(text)
  throw createConnectionResetError()
}

async function* drip(text: string, delayMs: number, sleep: BodyContext['sleep']): AsyncGenerator<Uint8Array> {
  for (const byte of encoder.encode(text)) {
    await sleep(delayMs)
    yield Uint8Array.of(byte)
  }
}

/** Yields `bytes` bytes: `start`, then `filler` again and again, then `end`. */
async function* pad(start: string, filler: string, end: string, bytes: number): AsyncGenerator<Uint8Array> {
  const chunk = encoder.encode(filler.repeat(2 ** 18))
  yield encoder.encode(start)
  for (let bytesLeft = bytes - start.length - end.length; bytesLeft > 0; bytesLeft -= chunk.length)
    yield chunk.subarray(0, bytesLeft)
  yield encoder.encode(end)
}

/** Creates a stream of chunks. Like the body of a real response, it fails when the request is aborted. */
const createStream = (chunks: AsyncGenerator<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> => {
  let stopListening = (): void => {}
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const fail = (): void => controller.error(signal.reason)
      signal.addEventListener('abort', fail)
      stopListening = () => signal.removeEventListener('abort', fail)
    },
    pull: async (controller) => {
      const next = await chunks.next().catch((error: unknown) => {
        stopListening()
        throw error
      })
      if (signal.aborted) return
      if (!next.done) return controller.enqueue(next.value)
      stopListening()
      controller.close()
    },
    cancel: async () => {
      stopListening()
      await chunks.return(undefined)
    },
  })
}
