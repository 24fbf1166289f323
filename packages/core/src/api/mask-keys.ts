const placeholder = '[key]'

/** Length of the pieces of the key in use that are masked. A longer piece consists of several of them. */
const pieceLength = 8

/**
 * Matches a Claude key by its start: as text, as text without the first parts, as base64 in each of three alignments,
 * or as hex.
 */
const keyPattern =
  /sk-ant[\w-]*|(?<![a-z])ant-[a-z]+\d\d-[\w-]+|(?<![a-z])(?:api|admin|sid|oat|ort)\d\d-[\w-]{16,}|(?:c2stYW50|NrLWFudC|zay1hbnQ)[\w+/-]*=*|736b2d616e74[\da-f]*/gi

/** Escapes of single characters: of URLs, of JSON and JavaScript, and of HTML. Invisible characters are dropped. */
const escapePattern =
  /%([\da-f]{2})|\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{2,6});|&#(\d{2,7});|[\u00ad\u200b-\u200d\u2060\ufeff]/gi

/** Maximum number of nested encodings, such as a percent sign that is escaped itself. */
const maxEncodings = 3

/**
 * Replaces everything that looks like a Claude key with `[key]`, in any casing, even if it is cut off at its end or
 * escaped for a URL, for JSON or for HTML, or encoded as base64 or hex. Use it for every string from outside.
 * @param keyInUse A key. Every piece of it with at least eight characters is masked too. @default none
 */
export const maskKeys = (text: string, keyInUse = ''): string => {
  const decoded = decode(text)
  const ranges: Range[] = []
  for (const match of decoded.text.matchAll(keyPattern)) ranges.push([match.index, match.index + match[0].length])
  ranges.push(...findPieces(decoded.text, keyInUse))
  ranges.sort(([a], [b]) => a - b)

  let masked = ''
  let end = 0
  for (const [from, to] of ranges) {
    const [start, stop] = [decoded.toStart(from), decoded.toEnd(to - 1)]
    if (start > end || masked === '') masked += text.slice(end, start) + placeholder
    end = Math.max(end, stop)
  }
  return masked + text.slice(end)
}

type Range = readonly [from: number, to: number]

/** Finds the pieces of a key in a string, as they are, as base64 and as hex. The casing does not matter. */
const findPieces = (text: string, key: string): Range[] => {
  if (key === '') return []
  const length = Math.min(pieceLength, key.length)
  const pieces = getPieces(key, length)
  const lowerText = toAsciiLowerCase(text)
  const ranges: Range[] = []
  for (let start = 0; start + length <= lowerText.length; start += 1) {
    if (pieces.has(lowerText.slice(start, start + length))) ranges.push([start, start + length])
  }
  return ranges
}

/** The pieces of the last key. A sync masks many answers with the same key, and a key has hundreds of pieces. */
let lastPieces: { readonly key: string; readonly pieces: ReadonlySet<string> } | undefined

const getPieces = (key: string, length: number): ReadonlySet<string> => {
  if (lastPieces?.key === key) return lastPieces.pieces
  const pieces = new Set<string>()
  for (const form of [key, ...encodeAsBase64(key), encodeAsHex(key)].map(toAsciiLowerCase)) {
    for (let start = 0; start + length <= form.length; start += 1) pieces.add(form.slice(start, start + length))
  }
  lastPieces = { key, pieces }
  return pieces
}

/** Encodes a key as base64 in each alignment, as it looks inside a longer encoded text, in both alphabets. */
const encodeAsBase64 = (key: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = String.fromCharCode(...new TextEncoder().encode('.'.repeat(offset) + key))
    // The first and last characters depend on the neighboring bytes.
    const encoded = btoa(bytes)
      .replace(/=+$/, '')
      .slice(offset === 0 ? 0 : offset + 1, -1)
    return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]
  })

const encodeAsHex = (key: string): string =>
  Array.from(new TextEncoder().encode(key), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Keeps the length of the text, unlike `toLowerCase`. */
const toAsciiLowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

interface Decoded {
  readonly text: string
  /** Returns where a character of the decoded text begins in the original text. */
  readonly toStart: (index: number) => number
  /** Returns where a character of the decoded text ends in the original text. */
  readonly toEnd: (index: number) => number
}

/** Replaces escapes with their characters. */
const decode = (original: string): Decoded => {
  let decoded: Decoded = { text: original, toStart: (index) => index, toEnd: (index) => index + 1 }
  for (let pass = 0; pass < maxEncodings && decoded.text.search(escapePattern) !== -1; pass += 1) {
    decoded = decodeOnce(decoded)
  }
  return decoded
}

const decodeOnce = ({ text: encoded, toStart, toEnd }: Decoded): Decoded => {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  const add = (part: string, index: number, length: number): void => {
    for (let offset = 0; offset < part.length; offset += 1) {
      starts.push(toStart(index + Math.min(offset, length - 1)))
      ends.push(toEnd(length === part.length ? index + offset : index + length - 1))
    }
    text += part
  }
  let end = 0
  for (const match of encoded.matchAll(escapePattern)) {
    add(encoded.slice(end, match.index), end, match.index - end)
    const [hex, decimal] = [match[1] ?? match[2] ?? match[3] ?? match[4], match[5]]
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number.parseInt(decimal, 10) : null
    if (code !== null && code <= 0xffff) add(String.fromCharCode(code), match.index, match[0].length)
    end = match.index + match[0].length
  }
  add(encoded.slice(end), end, encoded.length - end)
  return { text, toStart: (index) => starts[index] ?? 0, toEnd: (index) => ends[index] ?? 0 }
}
