const mark = Symbol.for('@windmill/claude-server.doctor')

/** Marks that this process only examines an integration. An integration that is created after this call never syncs. */
export const markDoctorRunning = (): void => {
  Object.assign(globalThis, { [mark]: true })
}

/** Whether this process only examines an integration. */
export const isDoctorRunning = (): boolean => mark in globalThis
