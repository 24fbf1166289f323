/** Name of the header by which a request to the API names its run, an `ObservedRun` as JSON. */
export const runHeader = 'x-load-run'
