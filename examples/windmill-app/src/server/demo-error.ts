/** Why the demo cannot start. The message tells the person who started it how to fix that. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
