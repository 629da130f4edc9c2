import { isTerminalTheme, type TerminalTheme } from './terminal-colors.ts';

/** What the person chose for every terminal; it is kept in this browser. */
export interface TerminalSettings {
  readonly fontSize: number;
  readonly screenReader: boolean;
  readonly theme: TerminalTheme;
}

const key = 'linkscope-terminal';
const [smallest, usual, largest] = [8, 13, 32];

let settings: TerminalSettings = read();
const listeners = new Set<() => void>();

function read(): TerminalSettings {
  const standard: TerminalSettings = { fontSize: usual, screenReader: false, theme: 'page' };
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return standard;
    const { fontSize, screenReader, theme }: { fontSize?: unknown; screenReader?: unknown; theme?: unknown } =
      kept;
    return {
      fontSize: typeof fontSize === 'number' && Number.isInteger(fontSize) ? bounded(fontSize) : usual,
      screenReader: screenReader === true,
      theme: isTerminalTheme(theme) ? theme : 'page',
    };
  } catch (error) {
    // Storage can be switched off in a browser, and what is kept there can be changed by hand.
    console.warn('The settings of the terminal cannot be read:', error);
    return standard;
  }
}

function bounded(size: number): number {
  return Math.min(largest, Math.max(smallest, size));
}

export function terminalSettings(): TerminalSettings {
  return settings;
}

export function subscribeSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function changeSettings(change: Partial<TerminalSettings>): void {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch (error) {
    console.warn('The settings of the terminal cannot be kept:', error);
  }
  for (const listener of listeners) listener();
}

/** Larger, smaller, or (0) as usual. */
export function changeFontSize(step: 1 | -1 | 0): void {
  changeSettings({ fontSize: step === 0 ? usual : bounded(settings.fontSize + step) });
}
