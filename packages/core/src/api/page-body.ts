/** A page that holds only some of an answer's rows. */
export interface PagePart {
  readonly data: readonly unknown[]
}

/** How much text is worth parsing: some twenty rows. */
const enough = 65_536

/** How an answer begins whose rows can be told apart before all of it is there. Any other is parsed in one piece. */
const opening = /^\s*\{\s*"data"\s*:\s*\[/

/**
 * Parses an answer while it arrives, so that it is never in memory as a whole: text and objects of a thousand members
 * would take twenty megabytes. Rows go to `take` as soon as they are complete; what is left of the answer is returned.
 * Throws a `SyntaxError` where the whole is not JSON.
 */
export const parseInParts = async (
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  take: (part: PagePart) => void,
): Promise<unknown> => {
  const decoder = new TextDecoder()
  let text = ''
  let due = enough
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    if (text.length < due) continue
    text = takeRows(text, take)
    due = Math.max(enough, 2 * text.length)
  }
  return JSON.parse(text + decoder.decode())
}

/**
 * Takes rows off the front of an answer, and returns the answer without them. What looks like the end of a row is one
 * exactly when everything before it is a list in itself.
 */
const takeRows = (text: string, take: (part: PagePart) => void): string => {
  const start = opening.exec(text)?.[0].length
  const end = text.lastIndexOf('},{') + 1
  if (start === undefined || end <= start) return text
  const data = parseList(`[${text.slice(start, end)}]`)
  if (!data) return text
  take({ data })
  return text.slice(0, start) + text.slice(end + 1)
}

const parseList = (text: string): readonly unknown[] | null => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
