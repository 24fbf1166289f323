/** English texts of key figures, and of the seats. */
export const enKeyFigures = {
  'figure.unknown': 'not known',
  'seats.title': 'Seats in Claude',
  'seats.assigned': 'assigned',
  'seats.invites': { one: 'one invitation open', other: '{count} invitations open' },
  'seats.source': 'As of {day}, from Claude. A seat belongs to a Claude account.',
} as const
