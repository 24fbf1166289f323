/** Some complete rows of an answer. */
export interface PagePart {
  readonly data: readonly unknown[]
}

/** Minimum number of unparsed characters before complete rows are parsed: about twenty rows. */
const minTextLength = 65_536

/** The start of an answer that can be parsed in parts, because `data` comes first. */
const dataStart = /^\s*\{\s*"data"\s*:\s*\[/

/**
 * Parses an answer while it arrives. Calls `onPart` with rows as soon as they are complete, and returns the parsed rest
 * of the answer. The whole answer is thus never in memory: the text and objects of 1,000 members would take 20 MB. An
 * answer that does not begin with `data` is parsed as a whole.
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
 * Removes the complete rows from the start of an answer, calls `onPart` with them, and returns the remaining text. The
 * last `},{` usually separates two rows, but it can also be inside a row. It is a separator if the text before it
 * parses as a list. Otherwise nothing is removed.
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
