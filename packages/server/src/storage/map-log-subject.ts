import type { LogSubject } from '@windmill/claude-core'

/** Converts the employee or the manager that an entry of the log is about. */
export const mapLogSubject = <From, To>(about: LogSubject<From>, convert: (person: From) => To): LogSubject<To> => {
  if (typeof about === 'string') return about
  return 'employee' in about ? { employee: convert(about.employee) } : { below: convert(about.below) }
}
