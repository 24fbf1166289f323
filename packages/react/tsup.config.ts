import { defineConfig } from 'tsup'
import { tsupConfig, tsupStylesConfig } from '../../tools/build/tsup-config.ts'

export default defineConfig([
  tsupConfig,
  tsupStylesConfig({
    styles: 'src/styles/index.css',
    'styles.unlayered': 'src/styles/unlayered.css',
    'high-contrast': 'src/styles/high-contrast.css',
  }),
])
