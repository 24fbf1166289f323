import { useCurrentSession } from '../host/session-provider.tsx'
import { useDraft } from '../ui/use-draft.ts'

/** A topic as drafts store it. */
interface Topic {
  readonly text: string
  readonly done: boolean
}

const defaultTopics: readonly Topic[] = [
  { text: 'How are things, really?', done: false },
  { text: 'What went well since last time, what did not?', done: false },
  { text: 'Where do you need a decision or a hand?', done: false },
]

/**
 * Returns the viewer's own agenda of a 1:1, which is kept in this browser as a draft.
 * @param draftKey - Identifies the person and the day of the 1:1.
 */
export const useAgenda = (
  draftKey: string,
): {
  readonly topics: readonly Topic[]
  readonly saveTopics: (topics: readonly Topic[]) => void
  /** Adds a topic unless the agenda already has one with the same text. */
  readonly addTopic: (text: string) => void
} => {
  const { viewer } = useCurrentSession()
  const [draft, setDraft] = useDraft(`${viewer?.id}.${draftKey}.agenda`, JSON.stringify(defaultTopics))
  const topics = JSON.parse(draft) as readonly Topic[]
  const saveTopics = (newTopics: readonly Topic[]): void => setDraft(JSON.stringify(newTopics))
  return {
    topics,
    saveTopics,
    addTopic: (text) => {
      if (!topics.some((topic) => topic.text === text)) saveTopics([...topics, { text, done: false }])
    },
  }
}
