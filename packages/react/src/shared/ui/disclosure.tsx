'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { OnDemand, type OnDemandProps } from './on-demand.tsx'

interface DisclosureProps<Module> extends Pick<OnDemandProps<Module>, 'part' | 'size' | 'children'> {
  /** The class of the `<summary>` element. */
  readonly summaryClassName: string
  readonly summary: ReactNode
}

/** A native `<details>`. Its content is loaded when it is first opened. */
export const Disclosure = <Module,>(props: DisclosureProps<Module>): ReactNode => {
  const { summaryClassName, summary, ...content } = props
  const [wasOpened, setWasOpened] = useState(false)
  const details = useRef<HTMLDetailsElement>(null)
  // The viewer may have opened the element before hydration, when React missed the event.
  useEffect(() => {
    if (details.current?.open) setWasOpened(true)
  }, [])
  return (
    <details ref={details} onToggle={() => setWasOpened(true)}>
      <summary className={summaryClassName} {...content.part.preloadHandlers}>
        {summary}
      </summary>
      {wasOpened && <OnDemand {...content} />}
    </details>
  )
}
