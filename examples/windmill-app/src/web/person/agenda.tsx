import { type FormEvent, useId, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useAgenda } from './use-agenda.ts'

interface AgendaProps {
  readonly draftKey: string
  /** Id of the list in the page. */
  readonly listId: string
}

/** The topics of a 1:1, with a checkbox for each and a form to add a topic. */
export const Agenda = ({ draftKey, listId }: AgendaProps) => {
  const titleId = useId()
  const { topics, saveTopics, addTopic } = useAgenda(draftKey)
  const [newTopic, setNewTopic] = useState('')

  const submitTopic = (event: FormEvent): void => {
    event.preventDefault()
    const text = newTopic.trim()
    if (text === '') return
    addTopic(text)
    setNewTopic('')
  }
  return (
    <div className="agenda">
      <h3 id={titleId}>Agenda</h3>
      <ul id={listId} tabIndex={-1} aria-labelledby={titleId}>
        {topics.map((topic, index) => (
          <li key={index}>
            <label>
              <input
                type="checkbox"
                checked={topic.done}
                onChange={() => saveTopics(topics.with(index, { ...topic, done: !topic.done }))}
              />
              <span>{topic.text}</span>
            </label>
          </li>
        ))}
      </ul>
      <form onSubmit={submitTopic}>
        <input
          value={newTopic}
          placeholder="Add a topic"
          aria-label="Add a topic"
          onChange={(event) => setNewTopic(event.target.value)}
        />
        <button type="submit" className="icon-button" aria-label="Add the topic">
          <Icon name="plus" />
        </button>
      </form>
    </div>
  )
}
