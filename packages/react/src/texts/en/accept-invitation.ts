/** English texts of `AcceptInvitation`. The texts of its steps are in `enConnectChanges`. */
export const enAcceptInvitation = {
  'accept.text':
    'You are asked to connect your Claude organization with a key that only a Primary Owner can create. The link of this page lets you save the key, and nothing else.',
  'accept.missing.title': 'The link is incomplete',
  'accept.missing.text': 'Open this page with the whole link from your invitation.',
  'accept.done.title': 'Claude is connected',
  'accept.done.text':
    'There is nothing left for you to do, and this page can be closed. To end the access for good, delete the key on Claude’s key page.',
} as const
