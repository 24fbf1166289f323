/** The texts of a problem that are shown to people. */
export interface Explanation {
  /** What happened. */
  readonly title: string
  /** What it means and what to do. */
  readonly advice: string
}

/** A problem document, or a problem thrown by a fetch function. */
export interface ExplainableProblem {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId?: string | undefined
}

/** Returns the texts of a problem: the host's overrides for its code, otherwise the problem's own texts. */
export const explainProblem = (
  texts: { readonly [key: string]: unknown },
  { code, title, detail }: ExplainableProblem,
): Explanation => ({
  title: String(texts[`problem.${code}.title`] ?? title),
  advice: String(texts[`problem.${code}.advice`] ?? detail),
})
