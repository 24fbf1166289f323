import { type FormEvent, useId, useState } from 'react'
import { useCurrentSession } from '../host/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDraft } from '../ui/use-draft.ts'

interface Topic {
  readonly text: string
  readonly done: boolean
}

const usualTopics: readonly Topic[] = [
  { text: 'How are things, really?', done: false },
  { text: 'What went well since last time, what did not?', done: false },
  { text: 'Where do you need a decision or a hand?', done: false },
]

/** What two people want to talk about: ticked off when done, added to at any time. */
export const Agenda = ({ name }: { readonly name: string }) => {
  const { viewer } = useCurrentSession()
  const id = useId()
  const [draft, setDraft] = useDraft(`${viewer?.id}.${name}.agenda`, JSON.stringify(usualTopics))
  const [added, setAdded] = useState('')
  const topics = JSON.parse(draft) as readonly Topic[]
  const save = (next: readonly Topic[]): void => setDraft(JSON.stringify(next))

  const add = (event: FormEvent): void => {
    event.preventDefault()
    const text = added.trim()
    if (text === '') return
    save([...topics, { text, done: false }])
    setAdded('')
  }
  return (
    <div className="agenda">
      <h3 id={id}>Agenda</h3>
      <ul aria-labelledby={id}>
        {topics.map(({ text, done }, index) => (
          <li key={index}>
            <label>
              <input type="checkbox" checked={done} onChange={() => save(topics.with(index, { text, done: !done }))} />
              <span>{text}</span>
            </label>
          </li>
        ))}
      </ul>
      <form onSubmit={add}>
        <input
          value={added}
          placeholder="Add a topic"
          aria-label="Add a topic"
          onChange={(event) => setAdded(event.target.value)}
        />
        <button type="submit" className="icon-button" aria-label="Add the topic">
          <Icon name="plus" />
        </button>
      </form>
    </div>
  )
}
