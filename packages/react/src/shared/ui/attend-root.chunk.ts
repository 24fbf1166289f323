import type { ClaudeContext } from '../../provider.tsx'
import { checkInDevelopment } from './check-in-development.ts'
import { guardTexts } from './guard-texts.ts'

/** Bundlers replace `process.env.NODE_ENV` by its value. */
declare const process: { readonly env: { readonly NODE_ENV?: string } }

/**
 * Does what a widget on a page needs after its first render.
 * @param root - The widget's outermost element.
 * @returns A function that ends it.
 */
export const attendRoot = (root: Element, context: ClaudeContext): (() => void) => {
  const stopGuard = guardTexts(root)
  let stopChecks: (() => void) | undefined
  try {
    // Bundlers leave the checks out of a production build. Tests of a host print no warnings.
    if (process.env.NODE_ENV === 'development') stopChecks = checkInDevelopment(root, context)
  } catch {
    // Without a bundler, `process` does not exist in a browser.
  }
  return () => {
    stopGuard()
    stopChecks?.()
  }
}
