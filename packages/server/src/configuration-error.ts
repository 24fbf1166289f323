/** The host's set-up is wrong: thrown at start, before anything is read or written. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
