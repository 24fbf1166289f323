import type { Meta, StoryObj } from '@storybook/react-vite'
import preflight from 'tailwindcss/preflight.css?inline'
import layered from '../../styles/index.css?inline'
import unlayered from '../../styles/unlayered.css?inline'
import { StatsPanel } from '../../widgets/stats-panel/stats-panel.tsx'
import dense from './dense.css?inline'
import { Host, HostContent } from './host.tsx'
import hostile from './hostile.css?inline'

/** The panel in several host pages, each with the stylesheet to use there. Page and panel do not change each other. */
const meta = {
  title: 'Hosts',
  component: Host,
  tags: ['!autodocs'],
  // The host pages are deliberately inaccessible. hosts.browser.test.tsx checks the widgets alone.
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

/** The page has unlayered rules for all elements: use `styles.unlayered.css`. */
export const HostileGlobalRules: Story = { args: { css: [hostile, unlayered] } }
/** The same page with the layered stylesheet. The page's unlayered rules override it. */
export const HostileGlobalRulesOverTheLayeredSheet: Story = { args: { css: [layered, hostile] } }
/** The page sets only tokens: use `styles.css`. */
export const DarkDenseAdmin: Story = { args: { css: [dense, layered] } }
/** Tailwind 4 puts its rules in the layer `base`: use `styles.css`, and declare the layer `claude` after `base`. */
export const Tailwind: Story = { args: { css: [`@layer base, claude; @layer base { ${preflight} }`, layered] } }
