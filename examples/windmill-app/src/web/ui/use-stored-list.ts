import { useDraft } from './use-draft.ts'

/**
 * Returns a list that is kept in this browser, and the function that saves it.
 * @param key - Must identify the viewer and the list.
 */
export const useStoredList = <Item>(key: string): readonly [readonly Item[], (items: readonly Item[]) => void] => {
  const [text, setText] = useDraft(key, '[]')
  return [JSON.parse(text) as readonly Item[], (items) => setText(JSON.stringify(items))]
}
