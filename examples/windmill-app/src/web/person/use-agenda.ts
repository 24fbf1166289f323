import { useCurrentSession } from '../host/session-provider.tsx'
import { getDraft, useDraft } from '../ui/use-draft.ts'

/** A topic as drafts store it. */
interface Topic {
  readonly text: string
  readonly done: boolean
  /** The observation that the topic is about. `@default` the viewer wrote the topic */
  readonly observationId?: string
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
  readonly addTopic: (text: string, observationId?: string) => void
  /** Removes the topic about an observation. */
  readonly removeObservation: (observationId: string) => void
} => {
  const { viewer } = useCurrentSession()
  const key = `${viewer?.id}.${draftKey}.agenda`
  const initialDraft = JSON.stringify(defaultTopics)
  const [draft, setDraft] = useDraft(key, initialDraft)
  const saveTopics = (newTopics: readonly Topic[]): void => setDraft(JSON.stringify(newTopics))
  // Several topics may be added before the next render.
  const readTopics = () => JSON.parse(getDraft(key, initialDraft)) as readonly Topic[]
  return {
    topics: JSON.parse(draft) as readonly Topic[],
    saveTopics,
    addTopic: (text, observationId) => {
      const topics = readTopics()
      if (topics.some((topic) => topic.text === text)) return
      saveTopics([...topics, { text, done: false, ...(observationId && { observationId }) }])
    },
    removeObservation: (observationId) =>
      saveTopics(readTopics().filter((topic) => topic.observationId !== observationId)),
  }
}
