import { useCurrentSession } from '../host/session.tsx'
import { useDraft } from '../ui/use-draft.ts'

export interface Topic {
  readonly text: string
  readonly done: boolean
}

const usualTopics: readonly Topic[] = [
  { text: 'How are things, really?', done: false },
  { text: 'What went well since last time, what did not?', done: false },
  { text: 'Where do you need a decision or a hand?', done: false },
]

/** What two people want to talk about, as the viewer has noted it. `name` says which 1:1. */
export const useAgenda = (
  name: string,
): {
  readonly topics: readonly Topic[]
  readonly save: (topics: readonly Topic[]) => void
  /** Adds what is not on it yet. */
  readonly add: (text: string) => void
} => {
  const { viewer } = useCurrentSession()
  const [draft, setDraft] = useDraft(`${viewer?.id}.${name}.agenda`, JSON.stringify(usualTopics))
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
