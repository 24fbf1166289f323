/**
 * English texts of `AuditLog`. An event has the text `audit.<kind>`, and a read `audit.read.<purpose>`. `{about}` is
 * one or more names, `audit.below` or `audit.everyone`.
 */
export const enAuditLog = {
  'audit.system': 'The system',
  'audit.below': 'everyone below {name}',
  'audit.everyone': 'everyone',
  'audit.others': { one: '{count} other', other: '{count} others' },
  'audit.nobody': 'nobody',
  'audit.ignored': '“not in the directory”',
  'audit.rows': { one: '{count} row', other: '{count} rows' },
  'audit.about': 'about {about}',
  'audit.byInvitation': 'through their link for the Primary Owner',
  'audit.read.profile': '{name} viewed the page of {about}',
  'audit.read.review': '{name} viewed the figures of {about} for a review',
  'audit.read.one_on_one': '{name} viewed the figures of {about} for a 1:1',
  'audit.read.team': '{name} viewed the team figures of {about}',
  'audit.read.adoption': '{name} viewed the adoption of {about}',
  'audit.read.export': '{name} exported the figures of {about}',
  'audit.read.mapping': '{name} saw when {about} last used Claude',
  'audit.read.reconciliation': '{name} saw figures of {about} that differ from Claude’s totals',
  'audit.read': '{name} read figures of {about}',
  'audit.link_changed': '{name} moved a Claude account from {from} to {to}',
  'audit.connected': '{name} connected Claude',
  'audit.key_replaced': '{name} replaced the key',
  'audit.invited': '{name} made a link for the Primary Owner',
  'audit.invitation_revoked': '{name} revoked the link for the Primary Owner',
  'audit.disconnected': '{name} disconnected Claude',
  'audit.erased': '{name} disconnected Claude and erased all figures',
  'audit.organization_accepted': '{name} accepted another Claude organization',
  'audit.directory_accepted': '{name} accepted a directory with far fewer people',
  'audit.check_requested': '{name} asked for a comparison with Claude’s totals',
  'audit.totals_differ': 'Figures of {month} differ from Claude’s totals',
  'audit.employees_renamed': {
    one: '{name} changed the id of {count} employee',
    other: '{name} changed the ids of {count} employees',
  },
  'audit.participation_changed': 'Your company’s directory changed how {about} takes part',
  'audit.policy_changed': '{name} changed the policy',
  'audit.employee_exported': '{name} exported all that is stored about {about}',
  'audit.employee_erased': '{name} erased all that is stored about {about}',
  'audit.erasure_lifted': '{name} lifted the erasure of {about}',
  'audit.unknown': '{name} did something that has no description here yet: {kind}',
  'audit.none.title': 'Nothing is recorded yet',
  'audit.none.text': 'Once someone reads another person’s figures or changes something, it appears here.',
  'audit.kept': 'Kept for {count} days. No one can remove an entry. Views of one’s own figures are not recorded.',
} as const

/** A key of the texts of `AuditLog`. */
export type AuditLogText = keyof typeof enAuditLog
