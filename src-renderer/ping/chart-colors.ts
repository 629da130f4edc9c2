import { useEffect, useState } from 'react';
import { colorSchemeAttribute } from '../app/theme.ts';

/** The colours of a chart, of the scheme that is in force. */
export interface ChartColors {
  readonly text: string;
  readonly grid: string;
  readonly paper: string;
  readonly bad: string;
  readonly series: readonly string[];
}

const light = ['#0d6986', '#b3541e', '#5b4fb0', '#1b6e40', '#a3266c', '#7a5c00', '#2f5fb3', '#8a3b3b'];
const dark = ['#62c3e0', '#f0a060', '#a99cf0', '#6ccf96', '#ee8cc0', '#e3c257', '#8fb4f5', '#f39a90'];
/** Where the system decides all colours, lines differ by their dashes. */
const forced: ChartColors = {
  text: 'CanvasText',
  grid: 'GrayText',
  paper: 'Canvas',
  bad: 'CanvasText',
  series: ['CanvasText', 'LinkText'],
};
/** Dashes tell lines apart where the colours begin anew, and for those who do not see them; in CSS pixels. */
const dashes = [[], [7, 3], [2, 3], [9, 3, 2, 3]] as const;

function read(): ChartColors {
  if (matchMedia('(forced-colors: active)').matches) return forced;
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const value = (name: string): string => style.getPropertyValue(`--mui-palette-${name}`).trim();
  return {
    text: value('text-secondary'),
    grid: value('divider'),
    paper: value('background-paper'),
    bad: value('error-main'),
    series: root.getAttribute(colorSchemeAttribute) === 'dark' ? dark : light,
  };
}

/** The colours of charts, which follow the scheme of the page. */
export function useChartColors(): ChartColors {
  const [colors, setColors] = useState(read);
  useEffect(() => {
    const again = (): void => setColors(read());
    const observer = new MutationObserver(again);
    observer.observe(document.documentElement, { attributeFilter: [colorSchemeAttribute] });
    const media = matchMedia('(forced-colors: active)');
    media.addEventListener('change', again);
    return () => {
      observer.disconnect();
      media.removeEventListener('change', again);
    };
  }, []);
  return colors;
}

/** The line of a target: its colour, and dashes that tell it from others of the same colour. */
export function lineOf(colors: ChartColors, target: number): { stroke: string; dash: readonly number[] } {
  const { series } = colors;
  return {
    stroke: series[target % series.length] ?? colors.text,
    dash: dashes[Math.floor(target / series.length) % dashes.length] ?? [],
  };
}
