import type { PathHop, PathReport } from '../../../src-core/api/path.ts';
import { roundsKept, type HopHistory } from '../../../src-core/path/hop-history.ts';
import type { Zone } from '../../../src-core/net/zone.ts';
import { noteText } from '../../../src-core/path/note-words.ts';
import type { Picture } from './live-screen.ts';
import { endLines, lossText, pathEnd, routerText } from './path-text.ts';
import { msText, targetText } from './ping-text.ts';
import type { Piece, StyledLine, Tone } from './styled-line.ts';
import { displayWidth, padded } from './table.ts';

interface Column {
  readonly heading: string;
  readonly text: (hop: PathHop) => string;
  readonly least: number;
}

/** The figures of a hop in their order; a column keeps its place where figures become longer. */
const figures: readonly Column[] = [
  { heading: 'LOSS', text: lossText, least: 4 },
  { heading: 'SENT', text: ({ sent }) => String(sent), least: 4 },
  { heading: 'LAST', text: ({ lastMs }) => msText(lastMs), least: 6 },
  { heading: 'AVG', text: ({ avgMs }) => msText(avgMs), least: 6 },
  { heading: 'BEST', text: ({ bestMs }) => msText(bestMs), least: 6 },
  { heading: 'WORST', text: ({ worstMs }) => msText(worstMs), least: 6 },
  { heading: 'JITTER', text: ({ jitterMs }) => msText(jitterMs), least: 6 },
];
/** What goes first where there is little room: an address that is cut is worth nothing. */
const spare = ['SENT', 'BEST', 'JITTER', 'WORST', 'LAST'];
/** Fewer rounds than that are no picture of how it went. */
const leastRounds = 10;
const gap = '  ';

/**
 * The path as it is known now, for a screen: what every hop did so far, and its newest round trips as a row of bars
 * where there is room. What a name or a note would do to a terminal is for the screen to keep off.
 * @param history null where the terminal has no letters for bars
 * @param width columns
 */
export function pathPicture(report: PathReport, history: HopHistory | null, width: number): Picture {
  const { zone } = report;
  const cells = report.hops.map((hop) => hostLines(hop, zone));
  const hopWidth = Math.max(3, ...report.hops.map(({ hop }) => String(hop).length));
  const widest = Math.max(6, ...cells.flat().map(({ whole }) => displayWidth(whole)));
  const shortest = Math.max(6, ...cells.flat().map(({ least }) => least));
  const columns = fitting(report.hops, width - hopWidth - gap.length - shortest);
  const taken = hopWidth + columns.reduce((sum, { width: each }) => sum + gap.length + each, 0);
  const room = Math.max(6, width - taken - gap.length);
  const hostWidth = Math.min(widest, room);
  const bars = Math.min(roundsKept, room - hostWidth - gap.length);
  const timeline = history !== null && bars >= leastRounds ? history : null;
  const heading = [
    padded('HOP', hopWidth, 'left'),
    padded('ROUTER', hostWidth),
    ...columns.map(({ heading: text, width: each }) => padded(text, each, 'left')),
    ...(timeline === null ? [] : ['OVER TIME']),
  ].join(gap);
  const body = report.hops.flatMap((hop, index) => {
    const [first = [], ...more] = (cells[index] ?? []).flatMap((line) => laid(line, hostWidth));
    const used = first.reduce((sum, { text }) => sum + displayWidth(text), 0);
    const indent = { text: ' '.repeat(hopWidth) + gap };
    return [
      [
        { text: padded(String(hop.hop), hopWidth, 'left') + gap },
        ...first,
        { text: ' '.repeat(Math.max(0, hostWidth - used)) },
        ...columns.map((column): Piece => {
          const text = gap + padded(column.text(hop), column.width, 'left');
          return column.heading === 'LOSS' ? toned(text, lossTone(hop)) : { text };
        }),
        ...(timeline === null ? [] : [{ text: gap }, ...barsOf(timeline.of(hop.hop).slice(-bars))]),
      ],
      ...more.map((line) => [indent, ...line]),
    ];
  });
  return {
    head: [[{ text: soFar(report), tone: 'strong' }], [{ text: heading, tone: 'quiet' }]],
    body: body.length > 0 ? body : [[{ text: 'waiting for the first answer', tone: 'quiet' }]],
    foot: [[], ...loopLine(report), [{ text: 'Times in ms. q ends it.', tone: 'quiet' }]],
  };
}

function loopLine(report: PathReport): StyledLine[] {
  const lines = endLines(report);
  return lines.slice(0, -1).map((text) => [{ text, tone: 'poor' }]);
}

/** In the first round nothing is known of the end yet. */
function soFar(report: PathReport): string {
  return report.rounds === 0 ? `asking the hops to ${targetText(report.target)}` : pathEnd(report);
}

function toned(text: string, tone: Tone | undefined): Piece {
  return tone === undefined ? { text } : { text, tone };
}

function lossTone({ sent, lost }: PathHop): Tone | undefined {
  return lost === 0 ? undefined : lost === sent ? 'bad' : 'poor';
}

/** One line of who is at a hop, which may take two. */
interface HostLine {
  readonly name: string | null;
  readonly text: string;
  /** Both in one line. */
  readonly whole: string;
  /** The columns that it needs at least. */
  readonly least: number;
  readonly tone?: Tone;
}

function hostLines(hop: PathHop, zone: Zone | null): HostLine[] {
  const notes = hop.notes.map(noteText).map((text) => ({
    name: null,
    text,
    whole: text,
    least: 0,
    tone: 'quiet' as const,
  }));
  if (hop.addresses.length === 0) {
    return [{ name: null, text: '*', whole: '*', least: 1, tone: 'quiet' }, ...notes];
  }
  const hosts = hop.addresses.map(({ address, name }) => {
    const text = routerText(address, zone);
    return { name, text, whole: name === null ? text : `${name} (${text})`, least: text.length };
  });
  return [...hosts, ...notes];
}

/** Name and address beside each other, or below where there is no room for both; a name that is too long is cut. */
function laid({ name, text, whole, tone }: HostLine, width: number): StyledLine[] {
  if (name === null) return [[toned(text, tone)]];
  if (displayWidth(whole) <= width) return [[{ text: `${name} ` }, { text: `(${text})`, tone: 'quiet' }]];
  return [[{ text: cut(name, width) }], [{ text, tone: 'quiet' }]];
}

function cut(name: string, width: number): string {
  if (displayWidth(name) <= width) return name;
  let kept = '';
  for (const character of name) {
    if (displayWidth(kept + character) >= width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The columns for which there is room. @param room columns of the terminal for them, with the gaps before each */
function fitting(hops: readonly PathHop[], room: number): (Column & { readonly width: number })[] {
  let left = figures.map((column) => ({
    ...column,
    width: Math.max(column.least, ...hops.map((hop) => column.text(hop).length)),
  }));
  for (const heading of spare) {
    if (left.reduce((sum, { width }) => sum + gap.length + width, 0) <= room) break;
    left = left.filter((column) => column.heading !== heading);
  }
  return left;
}

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Round trips as bars, as high as the highest of them allows; a request without an answer is an x. */
function barsOf(values: readonly (number | null)[]): Piece[] {
  const highest = Math.max(0.001, ...values.map((value) => value ?? 0));
  const pieces: { text: string; tone?: Tone }[] = [];
  for (const value of values) {
    const text = value === null ? 'x' : (heights[Math.round((value / highest) * (heights.length - 1))] ?? '');
    const last = pieces.at(-1);
    if (last !== undefined && (last.tone === 'bad') === (value === null)) last.text += text;
    else pieces.push(value === null ? { text, tone: 'bad' } : { text });
  }
  return pieces;
}
