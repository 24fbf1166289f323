/** Bundlers replace `process.env.NODE_ENV` by its value. */
declare const process: { readonly env: { readonly NODE_ENV?: string } }

const warned = new Set<string>()
/**
 * Maximum number of different warnings, so that a host that changes a wrong setting with every render cannot fill the
 * memory.
 */
const maxWarnings = 100

/** Whether this is a development build. Without a bundler, `process` does not exist in a browser. */
const isDevelopment = (): boolean => {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return true
  }
}

/** Prints a warning with its code to the console, once per text. Prints nothing in a production build. */
export const warnOnce = (code: string, text: string): void => {
  if (!isDevelopment() || warned.has(text) || warned.size >= maxWarnings) return
  warned.add(text)
  console.warn(`[${code}] ${text} More: @windmill/claude-core, docs/errors/${code}.md`)
}
