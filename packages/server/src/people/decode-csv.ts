import { createDirectoryError } from './directory-entry.ts'

/**
 * Returns the text of a CSV file. Bytes are decoded as UTF-16 if they begin with its byte order mark, and as UTF-8
 * otherwise.
 * @throws `ConfigurationError` `directory_invalid` if the bytes have another encoding, or if a string was decoded with
 * the wrong encoding.
 */
export const decodeCsv = (csv: string | Uint8Array): string => {
  const text = typeof csv === 'string' ? csv : new TextDecoder(detectEncoding(csv)).decode(csv)
  // Signs of a wrong encoding: a NUL character (UTF-16 that was read as something else), the replacement character
  // U+FFFD (invalid bytes), or a misread byte order mark at the start.
  const position = text.search(/\0|\uFFFD|^(?:ÿþ|þÿ|ï»¿|\uFFFE)/)
  if (position < 0) return text.replace(/^\uFEFF/, '')
  const line = text.slice(0, position).split(/\r\n?|\n/).length
  throw createDirectoryError(
    typeof csv === 'string' || text.includes('\0')
      ? `The CSV file of the directory was read in the wrong encoding: line ${line} has characters that are not text. Pass the ` +
          'bytes of the file, as readFile returns them without an encoding, and save the file as “CSV UTF-8”.'
      : `The CSV file of the directory is not UTF-8: line ${line} has bytes that are invalid in ` +
          'UTF-8, probably from Windows-1252. Its letters cannot be determined reliably. Save the file as “CSV UTF-8”.',
  )
}

const detectEncoding = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
