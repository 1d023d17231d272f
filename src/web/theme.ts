import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef4ff',
  '#dce8fd',
  '#b5cefa',
  '#8bb1f7',
  '#6797f2',
  '#3f7ae8',
  '#1f5fd0',
  '#184eb0',
  '#143f8e',
  '#0e2f6c',
]

/** For what cannot be taken back: dark enough for white words on it. */
const danger: MantineColorsTuple = [
  '#fdf0ef',
  '#f9dcda',
  '#f1b6b1',
  '#e88d86',
  '#df675e',
  '#cb3e34',
  '#b3261e',
  '#951e17',
  '#771812',
  '#590f0b',
]

const neutral: MantineColorsTuple = [
  '#f9f9fa',
  '#f3f4f5',
  '#e9eaec',
  '#dcdee1',
  '#c6c9ce',
  '#a1a5ad',
  '#737882',
  '#565b65',
  '#3a3e46',
  '#1c1f24',
]

const night: MantineColorsTuple = [
  '#e6e7ea',
  '#b9bcc3',
  '#9a9ea8',
  '#71757f',
  '#3c3f47',
  '#2d3037',
  '#22252b',
  '#191b20',
  '#141619',
  '#0e0f12',
]

/** The one look of the application: system sans, 14 px, neutral greys, one accent. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, danger, gray: neutral, dark: night },
  autoContrast: true,
  luminanceThreshold: 0.32,
  fontFamily:
    "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Open Sans', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
  },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } },
    Menu: { defaultProps: { shadow: 'sm' } },
    Popover: { defaultProps: { shadow: 'sm' } },
    Modal: { defaultProps: { shadow: 'md', closeButtonProps: { 'aria-label': 'Close' } } },
  },
})

/** Fairlist's own tokens, light and dark from one list. Contrast against their ground is at least 4.5 : 1. */
export const resolveTokens: CSSVariablesResolver = () => ({
  variables: { '--fl-row': '40px', '--fl-accent-ground': 'color-mix(in srgb, var(--fl-accent) 10%, transparent)' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1f24',
    '--mantine-color-accent-light-color': '#1f5fd0',
    '--mantine-color-dimmed': '#5b606a',
    '--mantine-color-placeholder': '#6b707a',
    '--mantine-color-error': '#b3261e',
    '--fl-side': '#f7f7f8',
    '--fl-raised': '#ffffff',
    '--fl-hover': '#f3f4f6',
    '--fl-line': '#e4e5e8',
    '--fl-line-strong': '#cfd1d6',
    '--fl-accent': '#1f5fd0',
    '--fl-good': '#14713d',
    '--fl-fair': '#2459a8',
    '--fl-warn': '#8a5300',
    '--fl-bad': '#b3261e',
    '--fl-track': '#e9eaec',
  },
  dark: {
    '--mantine-color-body': '#141619',
    '--mantine-color-text': '#e6e7ea',
    '--mantine-color-accent-light-color': '#82aeff',
    '--mantine-color-dimmed': '#9fa3ad',
    '--mantine-color-placeholder': '#8f939d',
    '--mantine-color-error': '#ff9a90',
    '--fl-side': '#101215',
    '--fl-raised': '#1a1c21',
    '--fl-hover': '#1e2126',
    '--fl-line': '#272a30',
    '--fl-line-strong': '#3a3e46',
    '--fl-accent': '#82aeff',
    '--fl-good': '#5fcf8e',
    '--fl-fair': '#82aeff',
    '--fl-warn': '#e8b04f',
    '--fl-bad': '#ff9a90',
    '--fl-track': '#2a2d34',
  },
})
