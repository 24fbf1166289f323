import type { ReactNode } from 'react'

/** The head of a table, with one header per column. No two headers are equal. */
export const TableHead = ({ headers }: { readonly headers: readonly string[] }): ReactNode => (
  <thead>
    <tr>
      {headers.map((header) => (
        <th key={header} scope="col">
          {header}
        </th>
      ))}
    </tr>
  </thead>
)
