/** English texts shared by all widgets. */
export const enCommon = {
  retry: 'Try again',
  requestId: 'Request id: {id}',
} as const
