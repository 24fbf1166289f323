/** The props of a widget that shows an employee's own note. The host stores the note; this package never does. */
export interface NoteProps {
  /**
   * What the employee wants others to know when they see the figures, such as “on parental leave”: one line of plain
   * text, at most 280 characters. Longer text is cut. Shown only with figures that the viewer may see,
   * and part of the texts about these figures that the viewer copies or adds.
   * @default no note
   */
  readonly note?: string | null | undefined
  /**
   * Called with the new note when the viewer saves it: one line of plain text, at most 280 characters, empty to remove
   * it. Pass it only if the viewer is the employee. Until a returned promise settles, the note counts as being saved.
   * If the call fails, the viewer can try again.
   * @default the note cannot be changed
   */
  readonly onNoteChange?: ((note: string) => void | Promise<void>) | undefined
}
