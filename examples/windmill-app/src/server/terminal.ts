/** Where the demo speaks to the person who started it. */
export interface Terminal {
  readonly line: (text: string) => void
  /** Shows progress: in one line that is updated, or, where the output is no terminal, only when `step` changes. */
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
  let shown = ''
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
      output.write(`${shown && clearLine}${text}\n${shown}`)
    },
    progress(text) {
      // A line that wraps could not be cleared.
      const next = text.slice(0, (output.columns || 80) - 1)
      if (next === shown) return
      shown = next
      output.write(`${clearLine}${shown}`)
    },
  }
}
