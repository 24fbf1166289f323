/** Matches characters that are written from right to left, and controls that reverse other characters. */
const directional = /[\u0590-\u08ff\u202a-\u202e\ud802-\ud83a]/

/**
 * Isolates a text for a place where left-to-right and right-to-left text meet, so that an Arabic or Hebrew name does not
 * reorder the dates and numbers beside it. Returns other texts as they are.
 * @param sentence - The sentence that the text enters. In a right-to-left sentence, every text is isolated.
 */
export const isolateText = (text: string, sentence = ''): string =>
  directional.test(sentence + text) ? `\u2068${text}\u2069` : text
