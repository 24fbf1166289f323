/**
 * Reads the secret of an invitation from `Authorization: Invitation <secret>`. Empty if the secret is missing. Null
 * without the header, or with another scheme, which belongs to the host.
 */
export const readInvitation = ({ headers }: Pick<Request, 'headers'>): string | null => {
  const match = /^invitation(?:\s+(.*))?$/i.exec(headers.get('authorization') ?? '')
  return match && (match[1] ?? '')
}
