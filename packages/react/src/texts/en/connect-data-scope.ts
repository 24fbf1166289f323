/** English texts of the list of what is read from Claude and what is not. */
export const enConnectDataScope = {
  'connect.read.title': 'What is read',
  'connect.read.counts': 'Daily counts per person, such as conversations, sessions and commits',
  'connect.read.emails': 'E‑mail addresses, to match people',
  'connect.never.title': 'What is never read',
  'connect.never.content': 'Conversations, prompts, code, files or what is in artifacts',
  'connect.never.names': 'Names of skills, connectors or projects',
} as const
