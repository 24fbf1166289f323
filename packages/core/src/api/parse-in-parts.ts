/** Some complete rows of an answer. */
export interface PagePart {
  readonly data: readonly unknown[]
}

/** Minimum characters of unparsed text before rows are taken off: about twenty rows. */
const minTextLength = 65_536

/** The start of an answer with rows that can be parsed early. Any other answer is parsed as a whole. */
const dataStart = /^\s*\{\s*"data"\s*:\s*\[/

/**
 * Parses an answer while it arrives, so that it is never in memory as a whole: text and objects of 1,000 members take
 * 20 MB. Calls `onPart` with rows as soon as they are complete. Returns the parsed rest of the answer.
 * @throws `SyntaxError` if the answer as a whole is not JSON.
 */
export const parseInParts = async (
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onPart: (part: PagePart) => void,
): Promise<unknown> => {
  const decoder = new TextDecoder()
  let text = ''
  let nextParseLength = minTextLength
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    if (text.length < nextParseLength) continue
    text = takeRows(text, onPart)
    // Doubling the length keeps the total work linear if no rows could be taken off.
    nextParseLength = Math.max(minTextLength, 2 * text.length)
  }
  return JSON.parse(text + decoder.decode())
}

/**
 * Takes complete rows off the front of an answer and returns the rest. `},{` can also occur inside a row: it ends a row
 * exactly if the text before it parses as a list.
 */
const takeRows = (text: string, onPart: (part: PagePart) => void): string => {
  const start = dataStart.exec(text)?.[0].length
  const end = text.lastIndexOf('},{') + 1
  if (start === undefined || end <= start) return text
  const data = parseList(`[${text.slice(start, end)}]`)
  if (!data) return text
  onPart({ data })
  return text.slice(0, start) + text.slice(end + 1)
}

const parseList = (text: string): readonly unknown[] | null => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
