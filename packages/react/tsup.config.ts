import { defineConfig } from 'tsup'
import { createStylesConfig, tsupConfig } from '../../tools/build/tsup-config.ts'

export default defineConfig([
  tsupConfig,
  createStylesConfig({
    styles: 'src/styles/index.css',
    'styles.unlayered': 'src/styles/unlayered.css',
    'high-contrast': 'src/styles/high-contrast.css',
  }),
])
