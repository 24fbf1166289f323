/** Stable codes of a `ConfigurationError`. */
export type ConfigurationErrorCode =
  /** An option is missing or wrong. */
  | 'option_invalid'
  /** The process runs on a Node.js version that is too old. */
  | 'node_outdated'
  /** The key ring has no key with the id `current`. */
  | 'vault_key_missing'
  /** A key on the ring is not set or is not 32 bytes. */
  | 'vault_key_invalid'
  /** The host's directory, or an entry in it, is invalid. */
  | 'directory_invalid'
  /** The host's directory could not be read, and no earlier directory is stored. */
  | 'directory_unreadable'
  /** `renameEmployees` was called with pairs of ids that cannot be applied. */
  | 'rename_invalid'
  /** An account id is empty or cannot be stored. */
  | 'account_invalid'
  /** `getViewer` returned an invalid viewer, or a method of `claude.api` was called with an invalid viewer. */
  | 'viewer_invalid'
  /** A function of the host did not answer in time. */
  | 'host_timeout'

/**
 * Thrown when something that the host provides cannot be used: an option, a vault key, the directory, an account id or
 * a viewer. The rejected value was not stored.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code: ConfigurationErrorCode

  constructor(code: ConfigurationErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
