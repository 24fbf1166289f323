/** The texts that all widgets share, in English. */
export const enCommon = {
  retry: 'Try again',
  requestId: 'Request id: {id}',
} as const
