/** Makes a call, and ignores its result, a thrown error, and the rejection of a returned promise. */
export const ignoreFailure = (call: () => unknown): void => {
  try {
    Promise.resolve(call()).catch(() => {})
  } catch {}
}
