import { defineConfig } from 'tsup'
import { createStylesConfig, tsupConfig } from '../../tools/build/tsup-config.ts'

/** The files of `src/test` that the entry `./testing` needs. */
const publishedFixtures = '{fixtures,{adoption,people,reconciliation,team,totals}-fixtures,create-mapping-server}.ts'

export default defineConfig([
  tsupConfig,
  { ...tsupConfig, entry: [`src/test/${publishedFixtures}`], outDir: 'dist/test', clean: false },
  createStylesConfig({
    styles: 'src/styles/index.css',
    'styles.unlayered': 'src/styles/unlayered.css',
    'high-contrast': 'src/styles/high-contrast.css',
  }),
])
