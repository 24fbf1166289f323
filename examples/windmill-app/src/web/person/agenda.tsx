import { type FormEvent, useId, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useAgenda } from './use-agenda.ts'

/** What two people want to talk about: ticked off when done, added to at any time. */
export const Agenda = ({ name }: { readonly name: string }) => {
  const id = useId()
  const { topics, save, add } = useAgenda(name)
  const [added, setAdded] = useState('')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const text = added.trim()
    if (text === '') return
    add(text)
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
      <form onSubmit={submit}>
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
