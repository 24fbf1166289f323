import type { Meta, StoryObj } from '@storybook/react-vite'
import preflight from 'tailwindcss/preflight.css?inline'
import layered from '../../styles/index.css?inline'
import unlayered from '../../styles/unlayered.css?inline'
import { StatsPanel } from '../../widgets/stats-panel/stats-panel.tsx'
import dense from './dense.css?inline'
import { Host, HostContent } from './host.tsx'
import hostile from './hostile.css?inline'

/** The panel in pages that know nothing of it: which sheet each takes, and that neither harms the other. */
const meta = {
  title: 'Hosts',
  component: Host,
  tags: ['!autodocs'],
  // The pages are meant to be bad. What is checked of them stands in hosts.browser.test.tsx.
  parameters: { a11y: { test: 'off' } },
  args: {
    css: [],
    children: (
      <>
        <HostContent />
        <main>
          <StatsPanel employeeId="e-17" employeeName="Maya Chen" />
        </main>
      </>
    ),
  },
} satisfies Meta<typeof Host>
export default meta

type Story = StoryObj<typeof meta>

/** Rules for everything, in no layer: `styles.unlayered.css`. */
export const HostileGlobalRules: Story = { args: { css: [hostile, unlayered] } }
/** What the layered sheet cannot help against, and why there is another one. */
export const HostileGlobalRulesOverTheLayeredSheet: Story = { args: { css: [layered, hostile] } }
/** Tokens alone: `styles.css`. */
export const DarkDenseAdmin: Story = { args: { css: [dense, layered] } }
/** Tailwind 4 keeps its own rules in the layer `base`: `styles.css`, declared after it. */
export const Tailwind: Story = { args: { css: [`@layer base, claude; @layer base { ${preflight} }`, layered] } }
