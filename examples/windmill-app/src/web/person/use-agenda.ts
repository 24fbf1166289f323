import { useCurrentSession } from '../host/session.tsx'
import { useDraft } from '../ui/use-draft.ts'

export interface Topic {
  readonly text: string
  readonly done: boolean
}

const defaultTopics: readonly Topic[] = [
  { text: 'How are things, really?', done: false },
  { text: 'What went well since last time, what did not?', done: false },
  { text: 'Where do you need a decision or a hand?', done: false },
]

/**
 * Returns the viewer's own agenda of a 1:1, kept as a draft.
 * @param draftKey - Identifies the 1:1.
 */
export const useAgenda = (
  draftKey: string,
): {
  readonly topics: readonly Topic[]
  readonly save: (topics: readonly Topic[]) => void
  /** Adds a topic unless the agenda already has one with the same text. */
  readonly add: (text: string) => void
} => {
  const { viewer } = useCurrentSession()
  const [draft, setDraft] = useDraft(`${viewer?.id}.${draftKey}.agenda`, JSON.stringify(defaultTopics))
  const topics = JSON.parse(draft) as readonly Topic[]
  const save = (next: readonly Topic[]): void => setDraft(JSON.stringify(next))
  return {
    topics,
    save,
    add: (text) => {
      if (!topics.some((topic) => topic.text === text)) save([...topics, { text, done: false }])
    },
  }
}
