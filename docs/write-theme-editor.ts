import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Writes the theme editor as one file, with the widgets and their styles in it. */
export const writeThemeEditor = async (out: string): Promise<void> => {
  const { outputFiles } = await build({
    entryPoints: ['main.tsx', 'page.css'].map((file) => join(import.meta.dirname, 'theme-editor', file)),
    outdir: out,
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const findText = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Theme editor | Claude usage</title>
<style>${findText('page.css')}</style>
<div id="root"></div>
<script>${findText('.js').replaceAll('</script', '<\\/script')}</script>
</html>
`
  writeFileSync(join(out, 'theme-editor.html'), page)
}
