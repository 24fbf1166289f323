import type { Logger } from '../logger.ts'
import { ignoreFailure } from './ignore-failure.ts'

/** Returns a logger that never throws. A message that the host's logger rejects is lost. */
export const guardLogger = (logger: Logger): Logger => ({
  info: (message, details) => ignoreFailure(() => logger.info(message, details)),
  warn: (message, details) => ignoreFailure(() => logger.warn(message, details)),
  error: (message, details) => ignoreFailure(() => logger.error(message, details)),
})
