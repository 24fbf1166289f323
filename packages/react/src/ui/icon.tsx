import type { ReactNode } from 'react'

const paths = {
  info: 'M8 7.3v4M8 4.7v.1M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z',
  warn: 'M8 6v3.3M8 11.6v.1M7.1 2.3 1.4 12.4a1 1 0 0 0 .9 1.6h11.4a1 1 0 0 0 .9-1.6L8.9 2.3a1 1 0 0 0-1.8 0Z',
  check: 'm3.2 8.4 3.2 3.2 6.4-7',
  cross: 'm4 4 8 8m0-8-8 8',
  external: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  spark: 'M2 12.5 6 7l3 3 5-6.5',
} as const

/** A small line drawing that only repeats what the text beside it says. */
export const Icon = ({ name }: { readonly name: keyof typeof paths }): ReactNode => (
  <svg className="claude-Icon" data-icon={name} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
