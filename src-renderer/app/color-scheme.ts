import { colorSchemeAttribute } from './theme.ts';

/** Where MUI keeps the chosen mode (`light`, `dark` or `system`). */
const modeKey = 'mui-mode';

/** Sets the colour scheme before the first paint; MUI's own way is an inline script, which the policy forbids. */
export function applyColorSchemeEarly(): void {
  let mode: string | null = null;
  try {
    mode = localStorage.getItem(modeKey);
  } catch (error) {
    // Storage can be switched off in a browser: then the page follows the system.
    console.warn('The colour setting cannot be read:', error);
  }
  const dark = mode === 'dark' || (mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute(colorSchemeAttribute, dark ? 'dark' : 'light');
}
