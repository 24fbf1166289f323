/** English texts for connecting, replacing the key and disconnecting. */
export const enConnectChanges = {
  'connect.step1.title': 'Create an Analytics API key in Claude',
  'connect.step1.needs': 'This has to be in place',
  'connect.step1.plan': 'The Claude Enterprise plan (not Free, Pro or Team)',
  'connect.step1.owner': 'A Primary Owner of your Claude organization: only they can create the key',
  'connect.step1.access': 'API access switched on, under Organization settings › API',
  'connect.step1.scope': 'The scope read:analytics on the key',
  'connect.step1.met': 'The key shows that all of this is in place.',
  'connect.step1.link': 'Open Claude’s key page',
  'connect.newTab': '(opens in a new tab)',
  'connect.step2.title': 'Paste the key',
  'connect.step2.text': 'It is stored encrypted and used for reading only. Nothing is changed in Claude.',
  'connect.step3.title': 'Connect',
  'connect.step3.text':
    'First numbers appear within the hour, newest days first; after that they are read hourly. Claude publishes a day’s figures about a day later and may revise them for some days.',
  'connect.step3.wait': 'Check the key first.',

  'connect.key.label': 'Analytics API key',
  'connect.key.placeholder': 'sk-ant-…',
  'connect.key.reveal': 'Show key',
  'connect.key.hide': 'Hide key',
  'connect.key.check': 'Check',
  'connect.key.checking': 'Checking…',
  'connect.preview.title': 'This key works. Nothing is saved yet.',
  'connect.preview.opens': 'It opens {reports}.',
  'connect.preview.counts': 'the daily counts per person',
  'connect.preview.skills': 'the skill report',
  'connect.preview.connectors': 'the connector report',
  'connect.preview.historyFrom': 'Oldest day requested',
  'connect.preview.historyServed': '{day}, as far as Claude serves it',
  'connect.preview.latestDay': 'Newest day from Claude',
  'connect.preview.people': 'People active that day',
  'connect.preview.moreThan': 'more than {count}',
  'connect.preview.matched': 'Matched by e‑mail',
  'connect.preview.matchedOf': '{matched} of {total}',
  'connect.preview.matchedOfFirst': '{matched} of the first {total}',
  'connect.preview.unmatched': {
    one: 'One person has another e‑mail in Claude than here. Once Claude is connected, you can match them by hand.',
    other:
      '{count} people have another e‑mail in Claude than here. Once Claude is connected, you can match them by hand.',
  },
  'connect.preview.noSkills':
    'Claude does not offer a skill report here, so skill usage will be shown as a lower bound.',
  'connect.preview.noConnectors':
    'Claude does not offer a connector report here, so connector usage will be shown as a lower bound.',
  'connect.invite': 'Not the Primary Owner? Send them a one-time link',
  'connect.connect': 'Connect Claude',
  'connect.connecting': 'Connecting…',

  'replace.title': 'Replace the key',
  'replace.text': 'The current key stays in use until the new one is saved, so no day is lost.',
  'replace.save': 'Use this key',
  'replace.saving': 'Saving…',
  'replace.cancel': 'Cancel',

  'disconnect.title': 'Disconnect Claude?',
  'disconnect.text':
    'Reading stops at once and the stored key is deleted. To end its access for good, also delete it on Claude’s key page.',
  'disconnect.question': 'What should happen to existing data?',
  'disconnect.keep': 'Keep it',
  'disconnect.keepText': 'Everyone who can see it now still can. If you connect again, reading continues from there.',
  'disconnect.erase': 'Erase it',
  'disconnect.eraseText': 'All counts and links to people are deleted, for everyone. This cannot be undone.',
  'disconnect.confirmKeep': 'Disconnect',
  'disconnect.confirmErase': 'Disconnect and erase',
  'disconnect.working': 'Disconnecting…',
  'disconnect.cancel': 'Cancel',
} as const

/** A key of `enConnectChanges`. */
export type ConnectChangesText = keyof typeof enConnectChanges
