/**
 * Whether this process builds the host's app instead of serving it. Next.js runs the app's modules during its build.
 */
export const isBuildRunning = (): boolean => globalThis.process?.env.NEXT_PHASE === 'phase-production-build'
