import type { TextOverrides } from './en.ts'

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
export const explain = (texts: TextOverrides, { code, title, detail }: Explainable): Explanation => {
  const own: { readonly [key: string]: unknown } = texts
  return {
    title: String(own[`problem.${code}.title`] ?? title),
    advice: String(own[`problem.${code}.advice`] ?? detail),
  }
}
