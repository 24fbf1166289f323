/** Maximum number of labels under a wide chart. A narrow chart hides some of them. */
export const maxLabels = 7
