/** Where the integration says what it does. Keys, e-mails and counts are never logged. `console` fits. */
export interface Logger {
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
