import { visibleText } from '../../../src-core/net/visible-text.ts';
import { displayWidth } from './table.ts';

/** How a piece of text is told apart from others. A tone says nothing that the text does not say as well. */
export type Tone = 'strong' | 'quiet' | 'poor' | 'bad';

/** A piece of a line in one tone; plain where it has none. */
export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
}
export type StyledLine = readonly Piece[];

/** ECMA-48 section 8.3.117, select graphic rendition. */
const renditions: Record<Tone, number> = { strong: 1, quiet: 2, poor: 33, bad: 31 };

/**
 * A line as it is written to a terminal: no longer than it is wide, and without any control character but those that
 * give the tones. What is cut ends in "…".
 * @param width columns
 */
export function terminalLine(line: StyledLine, width: number, colour: boolean): string {
  const whole = line.map(({ text, tone }) => ({ text: visibleText(text, 2_000), tone }));
  const fits = whole.reduce((sum, { text }) => sum + displayWidth(text), 0) <= width;
  let room = fits ? width : width - 1;
  const parts: string[] = [];
  for (const { text, tone } of whole) {
    const shown = fits ? text : start(text, room);
    room -= displayWidth(shown);
    if (shown !== '')
      parts.push(tone === undefined || !colour ? shown : `\u001B[${renditions[tone]}m${shown}\u001B[0m`);
    if (shown.length < text.length) break;
  }
  return parts.join('') + (fits || width < 1 ? '' : '…');
}

/** As much of a text as fits into so many columns. */
function start(text: string, width: number): string {
  let kept = '';
  let left = width;
  for (const character of text) {
    left -= displayWidth(character);
    if (left < 0) break;
    kept += character;
  }
  return kept;
}
