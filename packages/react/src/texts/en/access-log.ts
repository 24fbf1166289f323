/** English texts of `AccessLog`. They address the employee, or an admin who looks at an employee. */
export const enAccessLog = {
  'access.you': 'You',
  'access.looked': 'Who looked',
  'access.employee': '{name} opened your page',
  'access.team': '{name} opened a team that you were in',
  'access.adoption': '{name} opened the adoption of a group that you were in',
  'access.export': '{name} exported figures, yours among them',
  'access.employeeOf': '{name} opened the page of {employee}',
  'access.teamOf': '{name} opened a team that {employee} was in',
  'access.adoptionOf': '{name} opened the adoption of a group that {employee} was in',
  'access.exportOf': '{name} exported figures, those of {employee} among them',
  'access.period': 'for {period}',
  'access.times': '{count} times, last at {time}',
  'access.none.title': 'Nobody has looked',
  'access.none.text': 'Once someone does, it stands here, with the day and what they looked at.',
  'access.kept': 'Kept for {count} days. Looking at oneself is not recorded.',
  'access.older': 'Show older',
} as const
