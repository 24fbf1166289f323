import type { AddedObservation } from '@windmill/claude-react'
import { useCurrentSession } from '../host/session-provider.tsx'
import { getDraft, setDraft } from '../ui/use-draft.ts'
import { useStoredList } from '../ui/use-stored-list.ts'

interface AddedSentence extends AddedObservation {
  readonly questionId: string
  readonly text: string
}

interface ReviewDraft {
  /** The added observations that still have their sentence in the answer. */
  readonly added: readonly AddedObservation[]
  readonly addSentence: (sentence: AddedSentence) => void
  /** Removes an observation's sentence from the answer. */
  readonly removeSentence: (observationId: string) => void
  readonly dismissed: readonly string[]
  readonly setDismissed: (observationId: string, isDismissed: boolean) => void
}

/**
 * Returns which observations are in the viewer's review draft, and which the viewer has dismissed.
 * @param draftKey - Identifies the person and the review.
 */
export const useReviewDraft = (draftKey: string): ReviewDraft => {
  const { viewer } = useCurrentSession()
  const viewerKey = `${viewer?.id}.${draftKey}`
  const [sentences, setSentences] = useStoredList<AddedSentence>(`${viewerKey}.sentences`)
  const [dismissed, setDismissedIds] = useStoredList<string>(`${viewerKey}.dismissed`)
  const getAnswerKey = (questionId: string) => `${viewerKey}.${questionId}`
  return {
    added: sentences.filter(({ questionId, text }) => getDraft(getAnswerKey(questionId)).includes(text)),
    addSentence: (sentence) => {
      const answerKey = getAnswerKey(sentence.questionId)
      const answer = getDraft(answerKey).trimEnd()
      setDraft(answerKey, answer === '' ? sentence.text : `${answer}\n${sentence.text}`)
      const others = sentences.filter(({ observationId }) => observationId !== sentence.observationId)
      setSentences([...others, sentence])
    },
    removeSentence: (observationId) => {
      const sentence = sentences.find((added) => added.observationId === observationId)
      if (!sentence) return
      const answerKey = getAnswerKey(sentence.questionId)
      const answer = getDraft(answerKey)
      const lines = answer.split('\n')
      const index = lines.indexOf(sentence.text)
      setDraft(answerKey, index < 0 ? answer.replace(sentence.text, '').trim() : lines.toSpliced(index, 1).join('\n'))
      setSentences(sentences.filter((added) => added !== sentence))
    },
    dismissed,
    setDismissed: (observationId, isDismissed) => {
      const others = dismissed.filter((id) => id !== observationId)
      setDismissedIds(isDismissed ? [...others, observationId] : others)
    },
  }
}
