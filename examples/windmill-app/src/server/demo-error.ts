/** The reason why the demo cannot start. Its message says how to fix it. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
