import type { ISearchOptions } from '@xterm/addon-search';
import type { ITheme } from '@xterm/xterm';

/** What can be chosen as the colours of terminals; the first follows the page. */
export const terminalThemes = [
  { id: 'page', label: 'As the page' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'black', label: 'Black' },
  { id: 'paper', label: 'Paper' },
] as const;
export type TerminalTheme = (typeof terminalThemes)[number]['id'];

export function isTerminalTheme(text: unknown): text is TerminalTheme {
  return terminalThemes.some(({ id }) => id === text);
}

/** The sixteen colours on the surfaces of each scheme; minimumContrastRatio mends what a program mixes badly. */
const schemes: Record<'light' | 'dark', ITheme> = {
  light: {
    background: '#ffffff',
    foreground: '#182027',
    cursor: '#0d6986',
    cursorAccent: '#ffffff',
    selectionBackground: '#b9dfeb',
    selectionInactiveBackground: '#dde8ec',
    black: '#182027',
    red: '#b3261e',
    green: '#1b6e40',
    yellow: '#835400',
    blue: '#1f5fa8',
    magenta: '#8a3a8f',
    cyan: '#0d6986',
    white: '#54606b',
    brightBlack: '#5f6b75',
    brightRed: '#c2372e',
    brightGreen: '#247a4a',
    brightYellow: '#8f5f08',
    brightBlue: '#2f6fb8',
    brightMagenta: '#9a4a9f',
    brightCyan: '#1a7896',
    brightWhite: '#182027',
  },
  dark: {
    background: '#13171b',
    foreground: '#e3e8ec',
    cursor: '#62c3e0',
    cursorAccent: '#13171b',
    selectionBackground: '#2c5866',
    selectionInactiveBackground: '#27363d',
    black: '#2c343b',
    red: '#f39a90',
    green: '#6ccf96',
    yellow: '#e3b457',
    blue: '#82b4f0',
    magenta: '#d9a0dd',
    cyan: '#62c3e0',
    white: '#c6ced5',
    brightBlack: '#8b97a1',
    brightRed: '#ffb3aa',
    brightGreen: '#8fe3b2',
    brightYellow: '#f2cb7c',
    brightBlue: '#a5cbf7',
    brightMagenta: '#e8bdeb',
    brightCyan: '#8ad5ec',
    brightWhite: '#ffffff',
  },
};

const themes: Record<Exclude<TerminalTheme, 'page'>, ITheme> = {
  ...schemes,
  black: { ...schemes.dark, background: '#000000', foreground: '#ffffff', cursorAccent: '#000000' },
  paper: { ...schemes.light, background: '#faf4e6', foreground: '#2b2620', cursorAccent: '#faf4e6' },
};

/** What marks the places of a search: text stays readable on each (contrast of 4.5 and more). */
const found = {
  light: { all: '#ffe7a3', one: '#f7b955' },
  dark: { all: '#4d3d10', one: '#7a5a00' },
} as const;

const darkThemes: readonly TerminalTheme[] = ['dark', 'black'];

/** @param dark whether the page is */
export function terminalColors(theme: TerminalTheme, dark: boolean): ITheme {
  return themes[theme === 'page' ? (dark ? 'dark' : 'light') : theme];
}

/** @param dark whether the page is */
export function foundColors(theme: TerminalTheme, dark: boolean): NonNullable<ISearchOptions['decorations']> {
  const isDark = theme === 'page' ? dark : darkThemes.includes(theme);
  const { all, one } = found[isDark ? 'dark' : 'light'];
  return {
    matchBackground: all,
    matchBorder: all,
    matchOverviewRuler: all,
    activeMatchBackground: one,
    activeMatchBorder: isDark ? '#e3b457' : '#835400',
    activeMatchColorOverviewRuler: one,
  };
}
