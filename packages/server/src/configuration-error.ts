export type ConfigurationErrorCode =
  /** An option of `createClaudeIntegration` is missing or wrong. */
  | 'option_invalid'
  /** The key ring lacks the key that is to seal. */
  | 'vault_key_missing'
  /** A key of the ring is not set, or is not 32 bytes. */
  | 'vault_key_invalid'
  /** An entry of the host's directory is wrong. */
  | 'directory_invalid'
  /** The host's directory could not be read, and there is none from before. */
  | 'directory_unreadable'
  /** An account's id is empty or cannot be stored. */
  | 'account_invalid'
  /** What the host's `viewer` gives is no viewer. */
  | 'viewer_invalid'

/** What the host hands over is wrong: an option, its directory, an account's id, a viewer. Nothing was written. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code: ConfigurationErrorCode

  constructor(code: ConfigurationErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
