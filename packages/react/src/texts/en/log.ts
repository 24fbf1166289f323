/** English texts of a list of log entries by day, which `AccessLog` and `AuditLog` show. */
export const enLog = {
  'log.actingFor': '{name}, standing in for {manager},',
  'log.period': 'for {period}',
  'log.compared': 'for {period}, compared with {compared}',
  'log.times': '{count} times, last at {time}',
  'log.older': 'Show older',
  'log.names': 'All {count} names',
} as const
