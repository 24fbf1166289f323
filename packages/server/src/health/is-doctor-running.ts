const mark = Symbol.for('@windmill/claude-server.doctor')

/** Lets no integration of this process sync from now on, because it is only examined. */
export const markDoctorRunning = (): void => {
  Object.assign(globalThis, { [mark]: true })
}

/** Whether this process only examines an integration. */
export const isDoctorRunning = (): boolean => mark in globalThis
