export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { claude } = await import('./claude.ts')
  await claude.start()
}
