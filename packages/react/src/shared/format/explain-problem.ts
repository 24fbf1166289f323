/** A problem as shown to people: what happened, and what it means and what to do. */
export interface Explanation {
  readonly title: string
  readonly advice: string
}

/** A problem document, or a problem thrown by a fetch function. */
export interface Explainable {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId?: string | undefined
}

/** Returns the texts of a problem: the host's overrides for its code, otherwise the problem's own. */
export const explainProblem = (
  texts: { readonly [key: string]: unknown },
  { code, title, detail }: Explainable,
): Explanation => ({
  title: String(texts[`problem.${code}.title`] ?? title),
  advice: String(texts[`problem.${code}.advice`] ?? detail),
})
