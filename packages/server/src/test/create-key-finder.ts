/** Number of characters of a secret that count as a piece of it. Two strings never share so many by chance. */
const pieceLength = 12
/**
 * Number of characters per lookup. The lookups are so close together that every piece contains at least one of them as
 * a whole.
 */
const probeLength = 6

/** The beginning of every key, and of every secret of an invitation. It is not secret, and messages contain it. */
const prefixPattern = /^(?:sk-ant-[a-z]+\d\d-|cinv_)/

/** Escapes of URLs, of JSON and JavaScript, and of HTML. Invisible characters are dropped. */
const escapePattern =
  /%([\da-f]{2})|\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{2,6});|&#(\d{2,7});|[\u00ad\u200b-\u200d\u2060\ufeff]/gi
/** Maximum number of nested escapes, such as a percent sign that is escaped itself. */
const maxEscapes = 3

/**
 * Creates a function that finds a piece of one of several secrets in a string: as it is in any casing, escaped, as
 * base64 at any alignment, or as hex. It returns the piece, or null.
 */
export const createKeyFinder = (secrets: readonly string[]): ((text: string) => string | null) => {
  const forms = secrets.flatMap(listForms)
  const pieces = new Set(forms.flatMap((form) => listParts(form, pieceLength)))
  const probes = new Set(forms.flatMap((form) => listParts(form, probeLength)))

  const findPiece = (text: string): string | null => {
    const step = pieceLength - probeLength + 1
    for (let at = 0; at + probeLength <= text.length; at += step) {
      if (!probes.has(text.slice(at, at + probeLength))) continue
      for (let start = Math.max(0, at - step + 1); start <= at; start += 1) {
        const piece = text.slice(start, start + pieceLength)
        if (pieces.has(piece)) return piece
      }
    }
    return null
  }

  return (text) => {
    let unescaped = text
    for (let escapes = 0; ; escapes += 1) {
      const found = findPiece(unescaped.toLowerCase())
      if (found !== null || escapes === maxEscapes || unescaped.search(escapePattern) === -1) return found
      unescaped = removeEscapes(unescaped)
    }
  }
}

const listForms = (secret: string): string[] => {
  const bytes = Buffer.from(secret.replace(prefixPattern, ''))
  const encoded = [0, 1, 2].map((offset) => {
    const base64 = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and last characters depend on the neighboring bytes.
    return base64.slice(offset === 0 ? 0 : offset + 1, -1)
  })
  const urlEncoded = encoded.map((base64) => base64.replaceAll('+', '-').replaceAll('/', '_'))
  return [bytes.toString(), ...encoded, ...urlEncoded, bytes.toString('hex')].map((form) => form.toLowerCase())
}

const listParts = (form: string, length: number): string[] =>
  Array.from({ length: Math.max(0, form.length - length + 1) }, (_, start) => form.slice(start, start + length))

const removeEscapes = (text: string): string =>
  text.replace(escapePattern, (_match, url, unicode, script, html, decimal) => {
    const hex: string | undefined = url ?? unicode ?? script ?? html
    if (hex === undefined && decimal === undefined) return ''
    return String.fromCharCode(hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16))
  })
