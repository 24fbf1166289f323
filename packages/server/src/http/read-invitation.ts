/**
 * Reads the secret of an invitation from `Authorization: Invitation <secret>`. Empty if it is missing there, and null if
 * the header is missing or of another scheme, which is the host's.
 */
export const readInvitation = ({ headers }: Pick<Request, 'headers'>): string | null => {
  const match = /^invitation(?:\s+(.*))?$/i.exec(headers.get('authorization') ?? '')
  return match && (match[1] ?? '')
}
