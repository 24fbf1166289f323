/**
 * The options that hooks and widgets rely on. A host's defaults for all of its queries must not change what a hook
 * returns, when it requests, or whether an error of the server takes the page down. Only the options that are passed to
 * a hook may change that.
 *
 * The constant is typed as an object without properties, because the types of TanStack Query forbid options that are
 * undefined.
 */
export const pinnedOptions: object = {
  enabled: true,
  initialData: undefined,
  notifyOnChangeProps: undefined,
  persister: undefined,
  placeholderData: undefined,
  refetchInterval: false,
  retryDelay: undefined,
  retryOnMount: true,
  select: undefined,
  structuralSharing: true,
  throwOnError: false,
}
