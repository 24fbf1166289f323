/** A problem as people read it: what happened, why it matters and what to do. */
export interface Explanation {
  readonly title: string
  readonly advice: string
}

/** A problem document, or one that a fetch function has thrown. */
export interface Explainable {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId?: string | undefined
}

/** What to say about a problem: the host's words for its code, else its own. */
export const explainProblem = (
  texts: { readonly [key: string]: unknown },
  { code, title, detail }: Explainable,
): Explanation => ({
  title: String(texts[`problem.${code}.title`] ?? title),
  advice: String(texts[`problem.${code}.advice`] ?? detail),
})
