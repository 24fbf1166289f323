import type { StatId } from './catalog.ts'

/** The meaning of a stat, in the words that employees read. */
export interface StatMeaning {
  readonly description: string
  /** A warning about an easy misreading of the number. Absent if there is none. */
  readonly caveat?: string
}

/**
 * The meanings of the twenty stats. They are separate from the catalog, so that a page loads these sentences only when
 * a stat is opened.
 */
export const statMeanings: Readonly<Record<StatId, StatMeaning>> = {
  'chat.conversations': {
    description: 'Conversations with Claude in chat, each counted once a day.',
    caveat: 'A conversation that goes on for two days counts on both.',
  },
  'chat.messages': { description: 'Messages sent to Claude in chat.' },
  'chat.artifacts': {
    description: 'Documents, pages and other artifacts created in chat.',
    caveat: 'Artifacts made in Claude Code or Cowork are not in this number.',
  },
  'code.sessions': {
    description: 'Claude Code sessions.',
    caveat: 'Claude Code through Amazon Bedrock is not in these figures.',
  },
  'code.commits': {
    description: 'Commits made through Claude Code.',
    caveat: 'Can appear on a day without a session, when the session began the day before.',
  },
  'code.pull_requests': { description: 'Pull requests opened through Claude Code.' },
  'code.lines_added': {
    description: 'Lines of code that Claude Code added.',
    caveat: 'More lines are not better code.',
  },
  'code.lines_removed': { description: 'Lines of code that Claude Code removed.' },
  'code.edits_accepted': { description: 'Edits proposed by Claude Code that were accepted, over all its edit tools.' },
  'code.edit_acceptance_rate': {
    description: 'Of the edits that Claude Code proposed, the share that was accepted.',
    caveat: 'A dash where nothing was proposed. A lower rate can mean a closer look.',
  },
  'skills.invocations': { description: 'How often skills were used, over all of Claude’s products.' },
  'connectors.invocations': { description: 'How often connectors were used, over all of Claude’s products.' },
  'excel.sessions': { description: 'Sessions with Claude in Excel.' },
  'excel.messages': { description: 'Turns that Claude completed in Excel.' },
  'excel.skills': { description: 'How often a skill was used in Excel. The same skill used five times counts five.' },
  'excel.connectors': { description: 'How often a connector was used in Excel.' },
  'powerpoint.sessions': { description: 'Sessions with Claude in PowerPoint.' },
  'powerpoint.messages': { description: 'Turns that Claude completed in PowerPoint.' },
  'powerpoint.skills': {
    description: 'How often a skill was used in PowerPoint. The same skill used five times counts five.',
  },
  'powerpoint.connectors': { description: 'How often a connector was used in PowerPoint.' },
}
