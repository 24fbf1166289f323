/** English texts of the part of `ConnectClaude` that invites the Primary Owner. */
export const enConnectInvitation = {
  'invite.text':
    'Send them a link. On its page they paste the key themselves, without an account here, and see nothing else.',
  'invite.make': 'Make a link',
  'invite.again': 'Make a new link',
  'invite.making': 'Making the link…',
  'invite.made': 'It works once, until {until}, and is shown only now. A new link replaces it.',
  'invite.open': 'A link that was made earlier works until {until}. A new one replaces it.',
  'invite.copy.instructions': 'Copy instructions',
  'invite.copy.link': 'Copy link',
  'invite.copied': 'Copied',
  'invite.notCopied': 'The browser did not copy it. Select the link instead.',
  'invite.revoke': 'Revoke',
  'invite.announcement': 'The link is ready.',
  'invite.instructions': `Please connect our Claude organization, so that usage shows in reviews and 1:1s. It takes a Primary Owner:
1. Open {page}, switch on API access if it is off, and create an Analytics API key with the scope read:analytics.
2. Open this link and paste the key there: {link}
Please do not send the key in a message. The link works once, until {until}. Daily counts per person are read, never conversations, prompts, code or files.`,
} as const
