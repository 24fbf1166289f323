import { usePageTitle } from '../ui/use-page-title.ts'

/** Each figure, and how ours compares with claude.ai's. From `docs/reconciliation.md` of the server package. */
const differences: readonly (readonly [figure: string, text: string])[] = [
  [
    'Messages, artifacts, commits, pull requests, lines, edits',
    'Equal once the days are settled: both are sums of the days.',
  ],
  ['Claude Code sessions', 'Equal: both are sums of the days.'],
  [
    'Conversations',
    'Ours can be larger for more than one day: a conversation that goes on for two days counts on both days here, and once there.',
  ],
  ['Sessions in Excel and PowerPoint', 'They differ a little in either direction: claude.ai gives an estimate.'],
  [
    'Edit acceptance rate',
    'Accepted edits divided by proposed ones, over the whole period. A mean of daily rates is another number.',
  ],
  [
    'Skill and connector usage',
    'Equal where the organization has these reports. Otherwise ours is a lower bound, and marked.',
  ],
  ['Chat', 'Ours can be larger: it includes the chat of the unified experience, a product of its own there.'],
  ['Active people', 'Not comparable: claude.ai counts by another rule, and also people who are not in Windmill.'],
  ['Newest days', 'They can differ until a day is settled, because Claude revises them by a few percent.'],
  ['People', 'Ours can be larger: people who left keep their history here.'],
  ['Days', 'Equal: from midnight to midnight in UTC.'],
]

/** Explains figure by figure where the figures here and in claude.ai's own analytics differ. */
export const DifferencesPage = () => {
  usePageTitle('Claude’s figures')
  return (
    <div className="page" data-width="narrow">
      <header className="page-head">
        <h1>Where these figures and claude.ai’s differ</h1>
        <p className="lead">
          An owner of the Claude organization sees figures in claude.ai, too. Both come from the same counts.
        </p>
      </header>
      <dl className="differences">
        {differences.map(([figure, text]) => (
          <div key={figure}>
            <dt>{figure}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">Claude Code through Amazon Bedrock is in neither.</p>
    </div>
  )
}
