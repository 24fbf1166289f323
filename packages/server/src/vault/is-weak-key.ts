/** Minimum number of different values in a key of 32 bytes. Random bytes have about 30. */
const minDistinctBytes = 17

/**
 * Returns whether a key of 32 bytes was made up rather than generated at random: few different bytes, a repeated
 * pattern, or bytes that count up or down. Random bytes are none of these. Hex digits that were taken for bytes have at
 * most 16 values.
 */
export const isWeakKey = (bytes: Uint8Array): boolean => {
  const steps = bytes.slice(1).map((byte, index) => byte - (bytes[index] ?? 0))
  return new Set(bytes).size < minDistinctBytes || isRepeated(bytes) || isRepeated(steps)
}

/** Whether the bytes repeat a pattern of at most half their length. */
const isRepeated = (bytes: Uint8Array): boolean =>
  bytes
    .subarray(0, Math.ceil(bytes.length / 2))
    .some((_, index) => bytes.every((byte, position) => byte === bytes[position % (index + 1)]))
