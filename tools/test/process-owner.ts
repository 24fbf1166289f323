/**
 * User and group id of `nobody`, which exists on every Linux system. Used where the tests run as root, because
 * PostgreSQL and PgBouncer refuse to run as root.
 */
const unprivilegedId = 65534

/** The owner of a server process and its folder. Null if it is the user of this process. */
export const processOwner: { readonly uid: number; readonly gid: number } | null =
  process.getuid?.() === 0 ? { uid: unprivilegedId, gid: unprivilegedId } : null
