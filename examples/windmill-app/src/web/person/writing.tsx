import { useId } from 'react'
import { useCurrentSession } from '../host/session.tsx'
import { useDraft } from '../ui/use-draft.ts'

interface WritingProps {
  /** Where the text belongs, unique per person and field. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly rows?: number
}

/** A field for longer text, kept as a draft of the viewer's own. */
export const Writing = ({ name, label, hint, rows = 4 }: WritingProps) => {
  const { viewer } = useCurrentSession()
  const id = useId()
  const [text, setText] = useDraft(`${viewer?.id}.${name}`)
  return (
    <div className="writing">
      <label htmlFor={id}>{label}</label>
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      <textarea
        id={id}
        rows={rows}
        value={text}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  )
}
