/** The page on which a Primary Owner of the Claude organization creates the key. */
export const keyPageUrl = 'https://claude.ai/analytics/api-keys'

/**
 * The problems that a key can have before it is sent anywhere. They are a part of `problems`, and separate so that
 * browsers can load them alone.
 */
export const keyProblems = {
  key_missing: {
    status: 422,
    title: 'No key was given.',
    advice: 'Nothing can be read without one. Paste the Analytics API key from Claude’s key page.',
  },
  key_malformed: {
    status: 422,
    title: 'This does not look like a Claude API key.',
    advice: 'Copy the whole key from Claude’s key page; it begins with sk-ant-. Nothing was sent anywhere.',
  },
  key_ambiguous: {
    status: 422,
    title: 'There are several keys in this text.',
    advice: 'It is unclear which one to use, so none was sent anywhere. Paste only the Analytics key.',
  },
  key_is_admin: {
    status: 422,
    title: 'This is a Console admin key.',
    advice:
      'It can change things in Claude, so it was not sent anywhere. Create an Analytics key with the scope read:analytics instead.',
  },
  key_is_workspace: {
    status: 422,
    title: 'This is a workspace key for the Claude API.',
    advice:
      'It cannot read analytics, so it was not sent anywhere. A Primary Owner of your Claude organization can create an Analytics key.',
  },
  key_is_token: {
    status: 422,
    title: 'This is a sign-in token, not an API key.',
    advice: 'It cannot read analytics, so it was not sent anywhere. Create an Analytics key on Claude’s key page.',
  },
} as const

/** The code of a key problem. */
export type KeyProblem = keyof typeof keyProblems
