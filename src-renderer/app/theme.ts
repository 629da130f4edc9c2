import { createTheme } from '@mui/material/styles';

/** The attribute on <html> that the colour schemes hang on; the dense tables' own CSS reads the same variables. */
export const colorSchemeAttribute = 'data-color-scheme';

const systemFont =
  '-apple-system, BlinkMacSystemFont, "Segoe UI Variable", "Segoe UI", Inter, Roboto, "Noto Sans", Ubuntu, Cantarell, "Liberation Sans", system-ui, sans-serif';

/** Dense, calm, one accent colour. All text colours reach a contrast of 4.5 on both of their scheme's surfaces. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: `[${colorSchemeAttribute}="%s"]` },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#0d6986', dark: '#0a5168', light: '#d9edf3', contrastText: '#ffffff' },
        success: { main: '#1b6e40' },
        warning: { main: '#835400' },
        error: { main: '#b3261e' },
        info: { main: '#0d6986' },
        text: { primary: '#182027', secondary: '#54606b', disabled: '#77828c' },
        background: { default: '#f5f6f7', paper: '#ffffff' },
        divider: '#dde1e5',
        action: { hover: 'rgba(16, 42, 58, 0.045)', selected: 'rgba(13, 105, 134, 0.10)' },
      },
    },
    dark: {
      palette: {
        primary: { main: '#62c3e0', dark: '#8ad5ec', light: '#17343f', contrastText: '#06202a' },
        success: { main: '#6ccf96' },
        warning: { main: '#e3b457' },
        error: { main: '#f39a90' },
        info: { main: '#62c3e0' },
        text: { primary: '#e3e8ec', secondary: '#9ba7b1', disabled: '#7b8791' },
        background: { default: '#13171b', paper: '#1a1f24' },
        divider: '#2c343b',
        action: { hover: 'rgba(200, 225, 240, 0.06)', selected: 'rgba(98, 195, 224, 0.14)' },
      },
    },
  },
  shape: { borderRadius: 6 },
  spacing: 8,
  typography: {
    fontFamily: systemFont,
    fontSize: 13,
    htmlFontSize: 16,
    h1: { fontSize: 18, fontWeight: 650, lineHeight: 1.35 },
    h2: { fontSize: 14, fontWeight: 650, lineHeight: 1.4 },
    h3: { fontSize: 13, fontWeight: 650, lineHeight: 1.4 },
    body1: { fontSize: 13, lineHeight: 1.5 },
    body2: { fontSize: 12, lineHeight: 1.5 },
    button: { fontSize: 13, fontWeight: 500, textTransform: 'none', lineHeight: 1.4 },
    caption: { fontSize: 11.5, lineHeight: 1.4 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        a: { color: 'var(--mui-palette-primary-main)', textUnderlineOffset: 2, textDecorationThickness: 1 },
        // Whoever has asked the system for less motion gets the end of every movement at once.
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            animationIterationCount: '1 !important',
            transitionDuration: '0.01ms !important',
            scrollBehavior: 'auto !important',
          },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      // Without the ripple nothing else shows where the keyboard is.
      styleOverrides: {
        root: {
          '&.Mui-focusVisible': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 1 },
        },
      },
    },
    MuiButton: {
      defaultProps: { size: 'small', disableElevation: true },
      styleOverrides: { root: { height: 32, padding: '0 12px', whiteSpace: 'nowrap', flexShrink: 0 } },
    },
    MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { borderRadius: 6 } } },
    MuiOutlinedInput: {
      defaultProps: { size: 'small' },
      styleOverrides: {
        root: {
          fontSize: 13,
          '&:not(.MuiInputBase-multiline)': { height: 32 },
          '&.MuiInputBase-multiline': { padding: '7px 10px' },
          '& .MuiInputBase-input:not(textarea)': {
            padding: '0 10px',
            height: '100%',
            boxSizing: 'border-box',
          },
          '&.MuiInputBase-adornedStart .MuiInputBase-input': { paddingLeft: 0 },
        },
      },
    },
    MuiInputBase: {
      styleOverrides: {
        input: { '&::placeholder': { opacity: 1, color: 'var(--mui-palette-text-secondary)' } },
      },
    },
    MuiSelect: {
      defaultProps: { size: 'small' },
      // As high as the field, so that the text stands in its middle.
      styleOverrides: { select: { minHeight: 'unset', '&:not(select)': { lineHeight: '32px' } } },
    },
    MuiMenuItem: {
      defaultProps: { dense: true },
      styleOverrides: { root: { fontSize: 13, minHeight: 30, '&.Mui-focusVisible': { outlineOffset: -2 } } },
    },
    MuiMenu: { defaultProps: { transitionDuration: 80 } },
    MuiPopover: { styleOverrides: { paper: { border: '1px solid var(--mui-palette-divider)' } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 400, disableInteractive: true },
      styleOverrides: { tooltip: { fontSize: 12, padding: '4px 8px' } },
    },
    MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 4 } } },
    MuiDialog: { defaultProps: { transitionDuration: 100 } },
    MuiAlert: { styleOverrides: { root: { padding: '2px 12px', fontSize: 13, alignItems: 'center' } } },
    MuiSvgIcon: { defaultProps: { fontSize: 'small' } },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiChip: {
      defaultProps: { size: 'small' },
      styleOverrides: { root: { borderRadius: 5, fontSize: 12, height: 22 } },
    },
  },
});
