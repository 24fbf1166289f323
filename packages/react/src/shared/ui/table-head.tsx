import type { ReactNode } from 'react'

/** The head of a table, with one heading per column. No two headings are equal. */
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
