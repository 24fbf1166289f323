/** Name of the header that contains the run of a request to the API, an `ObservedRun` as JSON. */
export const runHeader = 'x-load-run'
