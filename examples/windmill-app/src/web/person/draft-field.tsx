import { useId } from 'react'
import { useCurrentSession } from '../host/session-provider.tsx'
import { useDraft } from '../ui/use-draft.ts'

interface DraftFieldProps {
  /** The key under which the draft is stored. Each field of each person needs its own key. */
  readonly draftKey: string
  readonly label: string
  readonly hint?: string
  /** The `id` of the text area. `@default` a generated id */
  readonly fieldId?: string
  /** Height in lines of text. `@default 4` */
  readonly rows?: number
}

/** A text area. Its text is kept in this browser as the viewer's draft. */
export const DraftField = ({ draftKey, label, hint, fieldId, rows = 4 }: DraftFieldProps) => {
  const { viewer } = useCurrentSession()
  const generatedId = useId()
  const id = fieldId ?? generatedId
  const [text, setText] = useDraft(`${viewer?.id}.${draftKey}`)
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
