/**
 * Classes that keep session replay tools from recording a field, even while its content is revealed: for rrweb, which
 * many of these tools use, and for Sentry, PostHog and FullStory.
 */
export const privateFieldClasses = 'rr-block sentry-block ph-no-capture fs-exclude'

/** Attributes that make password managers and session replay leave a field alone. */
export const privateFieldAttributes: Readonly<Record<`data-${string}`, string>> = {
  // Password managers: 1Password, LastPass, Bitwarden, Dashlane, Proton Pass.
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
  'data-form-type': 'other',
  'data-protonpass-ignore': '',
  // Session replay: Hotjar, Datadog, Clarity, LogRocket, OpenReplay.
  'data-hj-suppress': '',
  'data-dd-privacy': 'hidden',
  'data-clarity-mask': 'true',
  'data-private': '',
  'data-openreplay-obscured': '',
}
