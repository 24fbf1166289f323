/** English texts shared by all widgets. */
export const enCommon = {
  /** BCP 47 tag of the language that the texts are written in. It decides the plural forms. */
  language: 'en',
  retry: 'Try again',
  requestId: 'Request id: {id}',
} as const
