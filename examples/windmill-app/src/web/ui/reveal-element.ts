/**
 * Scrolls to an element and marks it for a moment.
 * @param options.hasFocus - Whether the element also gets the focus. `@default false`
 */
export const revealElement = (id: string, { hasFocus = false }: { readonly hasFocus?: boolean } = {}): void => {
  // The element may not be rendered yet.
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    if (!element) return
    const isMotionReduced = matchMedia('(prefers-reduced-motion: reduce)').matches
    element.scrollIntoView({ block: 'nearest', behavior: isMotionReduced ? 'auto' : 'smooth' })
    // Added text is at the end of the element.
    element.scrollTop = element.scrollHeight
    const [markedKeyframe, plainKeyframe] = ['var(--accent)', 'transparent'].map((color) => ({
      outline: `2px solid ${color}`,
    }))
    if (markedKeyframe && plainKeyframe) element.animate([markedKeyframe, plainKeyframe], { duration: 2_000 })
    if (hasFocus) element.focus({ preventScroll: true })
  })
}
