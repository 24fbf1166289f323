/** English texts of `ClaudeUserMapping`. The server sends the reason for each state. */
export const enMapping = {
  'mapping.subtitle': '{matched} of {total} are matched to an employee.',
  'mapping.filter': 'Show',
  'mapping.state.unmatched': 'Unmatched',
  'mapping.state.conflict': 'Conflict',
  'mapping.state.flagged': 'Flagged',
  'mapping.state.ignored': 'Ignored',
  'mapping.state.matched': 'Matched',
  'mapping.state.all': 'All',
  'mapping.search': 'Search by e‑mail or name',
  'mapping.more': 'Load more',

  'mapping.noEmail': 'No e‑mail ({id})',
  'mapping.active': 'Last active {day}',
  'mapping.inactive': 'No activity read',
  'mapping.linkedTo': 'Linked to {name}',
  'mapping.likely': {
    one: 'This Claude account may be theirs. Once it is linked, all days that were read appear at once.',
    other: 'One of these Claude accounts may be theirs. Once it is linked, all days that were read appear at once.',
  },
  'mapping.perhaps': 'Perhaps {name}',
  'mapping.left': 'left {day}',
  'mapping.why.same_local_part': 'same name before the @',
  'mapping.why.alias_domain': 'another domain of yours',
  'mapping.why.plus_tag': 'same but for a plus tag',
  'mapping.why.similar_name': 'similar name',
  'mapping.why.similar_address': 'similar address',
  'mapping.link': 'Link',
  'mapping.linkTo': 'Link {user} to {name}',
  'mapping.keep': 'Keep',
  'mapping.keepWith': 'Keep {user} with {name}',
  'mapping.change': 'Change',
  'mapping.changeOf': 'Change link of {user}',

  'mapping.all': 'Select all {count}',
  'mapping.selected': { one: 'One selected', other: '{count} selected' },
  'mapping.bulk.suggestion': { one: 'Link to the first suggestion', other: 'Link {count} to their first suggestion' },
  'mapping.bulk.ignore': 'Ignore {count}',
  'mapping.bulk.automatic': { one: 'Back to automatic', other: 'Back to automatic for {count}' },
  'mapping.bulk.none': 'Clear selection',

  'mapping.working': '{done} of {total} changed',
  'mapping.linked': '{user} is linked to {name}.',
  'mapping.ignored': '{user} is ignored.',
  'mapping.nobody': '{user} is linked to nobody.',
  'mapping.changed': '{count} Claude users are changed.',
  'mapping.undone': '{count} changes are taken back.',
  'mapping.failed': {
    one: 'One could not be changed; its row says why.',
    other: '{count} could not be changed; their rows say why.',
  },
  'mapping.undo': 'Undo',

  'mapping.heldBack': 'A newer directory is not in use',
  'mapping.inUse': 'The one of {day} is in use, with {count} people.',
  'mapping.problems': {
    one: 'One problem in the directory',
    other: '{count} problems in the directory',
  },

  'mapping.settled.title': 'All settled',
  'mapping.settled.text': {
    one: 'The only Claude user is matched or ignored. There is nothing to do.',
    other: 'All {count} Claude users are matched or ignored. There is nothing to do.',
  },
  'mapping.done.title': 'Nobody is left here',
  'mapping.done.text': 'There is more to settle elsewhere.',
  'mapping.none.title': 'Nobody is here',
  'mapping.none.text': 'No Claude user is in this state.',
  'mapping.unknown.title': 'No Claude users yet',
  'mapping.unknown.text': 'They appear once Claude is connected and the first day is read.',
  'mapping.unfound.title': 'Nobody matches “{search}”',
  'mapping.unfound.text': 'The e‑mail in Claude and the employee’s name are searched.',
  'mapping.searchAll': 'Search all states',
  'mapping.forbidden.title': 'You may not see this list',
  'mapping.forbidden.text':
    'It lists who each Claude user is. If your own usage is missing, ask an admin to look for your e‑mail here.',
} as const

/** A key of `enMapping`. */
export type MappingText = keyof typeof enMapping
