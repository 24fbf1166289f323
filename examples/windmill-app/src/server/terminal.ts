/** The output for the person who has started the demo. */
export interface Terminal {
  readonly writeLine: (text: string) => void
  /** Shows `text` as the last line, in place of the previous progress. A log gets a line only when `step` changes. */
  readonly showProgress: (text: string, step: string) => void
}

/** Discards all output. */
export const silentTerminal: Terminal = { writeLine: () => {}, showProgress: () => {} }

/** Used when the terminal does not report its width. */
const defaultColumns = 80

interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

/** Moves to the start of the line and clears it. */
const clearLine = '\r\u001b[2K'

/** Creates a terminal. If the output is not a TTY, it is treated as a log: no line is ever overwritten. */
export const createTerminal = (output: Output): Terminal => {
  let shownProgress = ''
  let lastStep = ''
  if (!output.isTTY) {
    return {
      writeLine: (text) => output.write(`${text}\n`),
      showProgress(text, step) {
        if (step !== lastStep) output.write(`${text}\n`)
        lastStep = step
      },
    }
  }
  return {
    writeLine(text) {
      output.write(`${shownProgress && clearLine}${text}\n${shownProgress}`)
    },
    showProgress(text) {
      // The text is truncated, because a line that wraps cannot be cleared.
      const newProgress = text.slice(0, (output.columns || defaultColumns) - 1)
      if (newProgress === shownProgress) return
      shownProgress = newProgress
      output.write(`${clearLine}${shownProgress}`)
    },
  }
}
