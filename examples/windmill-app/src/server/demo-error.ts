/** The demo cannot start, and the person who started it can put that right: the message says how. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
