import type { ClaudeIntegration } from '../integration.ts'

type Call = (...args: readonly unknown[]) => Promise<unknown>
type Methods = { readonly [name: string]: Call | Methods }

/** Returns an integration that forwards each call to the integration that is current at that time. */
export const forwardCalls = (getCurrent: () => Promise<ClaudeIntegration>): ClaudeIntegration => {
  const forward = (path: readonly string[]): unknown => {
    const call: Call = async (...args) => {
      let methods = (await getCurrent()) as unknown as Methods
      for (const name of path.slice(0, -1)) methods = methods[name] as Methods
      return await (methods[path.at(-1) ?? ''] as Call)(...args)
    }
    return new Proxy(call, {
      get(target, name, receiver) {
        // With a method `then`, `await` would take the integration for a promise.
        if (typeof name === 'symbol' || name === 'then' || Reflect.has(target, name)) {
          return Reflect.get(target, name, receiver)
        }
        return forward([...path, name])
      },
    })
  }
  return forward([]) as ClaudeIntegration
}
