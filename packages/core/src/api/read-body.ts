/** Thrown when an answer has more bytes than allowed. */
export class TooManyBytesError extends Error {
  override readonly name = 'TooManyBytesError'
}

/**
 * Reads a body in chunks, as they arrive and decompressed. Cancels the body when the caller stops early, so that its
 * connection is closed.
 * @param signal Ends the reading at once, even if the body ignores the signal.
 * @throws `TooManyBytesError` if there are more than `maxBytes`, or the reason of `signal`.
 */
export async function* readBody(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  if (!body) return
  const reader = body.getReader()
  // Not awaited: a body that hangs may never confirm. Canceling resolves a pending read.
  const cancel = () => void reader.cancel().catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  try {
    let bytes = 0
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return
      bytes += value.byteLength
      if (bytes > maxBytes) throw new TooManyBytesError()
      yield value
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}

/** Reads the start of a body as text, at most about `maxBytes`. A body that fails gives the text that arrived. */
export const readTextStart = async (
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const bytes of readBody(body, maxBytes, signal)) text += decoder.decode(bytes, { stream: true })
  } catch {
    // The status of the answer matters more than its text.
  }
  return text
}
