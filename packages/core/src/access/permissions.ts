/**
 * Every permission that a host can give a viewer. Without any, viewers see themselves and everyone below them.
 *
 * - `connection:manage`: connect, replace the key, sync, disconnect and keep the data; read why syncs fail.
 * - `connection:erase`: disconnect and erase the data.
 * - `users:match`: read and change which Claude user belongs to which employee.
 * - `people:view`: read everyone's figures.
 * - `totals:view`: read the published totals of the company. Refused to a viewer who sees more than three people,
 *   themself included.
 * - `audit:view`: read everyone's access log.
 */
export const permissions = [
  'connection:manage',
  'connection:erase',
  'users:match',
  'people:view',
  'totals:view',
  'audit:view',
] as const

/** A right beyond what every employee and manager may do. The host's session vouches for it. */
export type Permission = (typeof permissions)[number]
