/** The demo's output to the person who started it. */
export interface Terminal {
  readonly line: (text: string) => void
  /** Updates one progress line. When the output is not a terminal, writes a line only when `step` changes. */
  readonly progress: (text: string, step: string) => void
}

export const silentTerminal: Terminal = { line: () => {}, progress: () => {} }

interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

const clearLine = '\r\u001b[2K'

export const createTerminal = (output: Output): Terminal => {
  let shownProgress = ''
  let lastStep = ''
  if (!output.isTTY) {
    return {
      line: (text) => output.write(`${text}\n`),
      progress(text, step) {
        if (step !== lastStep) output.write(`${text}\n`)
        lastStep = step
      },
    }
  }
  return {
    line(text) {
      output.write(`${shownProgress && clearLine}${text}\n${shownProgress}`)
    },
    progress(text) {
      // Truncate the text, because a wrapped line cannot be cleared.
      const next = text.slice(0, (output.columns || 80) - 1)
      if (next === shownProgress) return
      shownProgress = next
      output.write(`${clearLine}${shownProgress}`)
    },
  }
}
