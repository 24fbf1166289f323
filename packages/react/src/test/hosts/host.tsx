import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'

interface HostProps {
  /** The page's stylesheets, in order. */
  readonly css: readonly string[]
  readonly children: ReactNode
}

/** Renders widgets into an iframe with its own stylesheets, as on a host's page. */
export const Host = ({ css, children }: HostProps): ReactNode => {
  const [body, setBody] = useState<HTMLElement | null>(null)
  const html = `<!doctype html><html lang="en"><head><title>A host</title>${css.map((sheet) => `<style>${sheet}</style>`).join('')}</head><body></body></html>`
  return (
    <iframe
      title="A host"
      srcDoc={html}
      style={{ display: 'block', width: '100%', height: 900, border: 0 }}
      onLoad={(event) => setBody(event.currentTarget.contentDocument?.body ?? null)}
    >
      {body && createPortal(children, body)}
    </iframe>
  )
}

/** Content of a host's page, with one element of each kind that widgets use as well. */
export const HostContent = (): ReactNode => (
  <nav aria-label="The host’s own" data-own="">
    <h2>The host’s own</h2>
    <p>
      A paragraph with a <strong>strong word</strong>.
    </p>
    <ul>
      <li>One</li>
      <li>Two</li>
    </ul>
    <dl>
      <dt>Term</dt>
      <dd>Description</dd>
    </dl>
    <table>
      <tbody>
        <tr>
          <th scope="row">Row</th>
          <td>1</td>
        </tr>
      </tbody>
    </table>
    <label>
      <input type="checkbox" /> A choice
    </label>
    <button type="button">A button</button>
    <details>
      <summary>More</summary>
      <p>Text</p>
    </details>
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M2 2h12v12H2z" />
    </svg>
  </nav>
)
