import type { ILink, ILinkProvider, Terminal } from '@xterm/xterm';

/** What a link in the text of a terminal is: ASCII without what ends a sentence or a bracket. */
const webLink = /\bhttps?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]{1,2000}/g;
const mostLinks = 20;

/** The http(s) links in one line, with the columns at which they stand; nothing else is ever a link. */
export function linksIn(line: string): { text: string; start: number }[] {
  return [...line.matchAll(webLink)].slice(0, mostLinks).flatMap((match) => {
    const text = match[0].replace(/[.,;:!?'")\]]+$/, '');
    // `http://[fe80::1]` loses its bracket above.
    const whole = /\[[^\]]*$/.test(text) && match[0].startsWith(`${text}]`) ? `${text}]` : text;
    return URL.canParse(whole) ? [{ text: whole, start: match.index }] : [];
  });
}

/** Whether an address that a program on the other side wants opened is one for a browser. */
export function isWebAddress(text: string): boolean {
  const protocol = text.length <= 2048 ? URL.parse(text)?.protocol : undefined;
  return protocol === 'http:' || protocol === 'https:';
}

/** Finds links in the lines of a terminal that are looked at. */
export function webLinks(terminal: Terminal, activate: (link: string) => void): ILinkProvider {
  return {
    provideLinks(row, answer) {
      const line = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? '';
      const links = linksIn(line).map(({ text, start }): ILink => ({
        text,
        range: { start: { x: start + 1, y: row }, end: { x: start + text.length, y: row } },
        activate: (_event, link) => activate(link),
      }));
      answer(links.length === 0 ? undefined : links);
    },
  };
}
