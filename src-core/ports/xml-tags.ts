import { ToolError } from '../api/tool-error.ts';
import { visibleText } from '../net/visible-text.ts';

/** The attributes of one tag, decoded. It has no prototype: a name of JavaScript's own is a name as any other. */
export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlTagTaker {
  /**
   * An element begins.
   * @param path the names of the elements that it stands in, the outermost first; to be read, not kept
   */
  open(name: string, path: readonly string[], attributes: XmlAttributes): void;
}

/** Deeper than any element of nmap (tables of scripts in tables). */
const mostDepth = 200;
/** Tags and attributes of one text: 65,535 open ports with their services have fewer. */
const mostMarks = 1_000_000;

const tagName = /[A-Za-z_:][\w:.-]*/y;
// Of two parts that cannot match the same: the time for a text grows with its length alone.
const attribute = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEnd = /\s*(\/?)>/y;

/**
 * Reads the tags of one whole XML element, which is what a program writes that tells all in attributes. A library reads
 * the same into a tree first and takes ten times as long, which for a large file is a minute; the tests
 * compare both. Text between tags, comments, CDATA and processing instructions are passed over; an entity that is
 * declared stays as it is written (XML 1.0 sections 2.3 to 3.1).
 * @throws ToolError `bad-input` where it is no XML, or nests or holds more than is read
 */
export function readTags(xml: string, taker: XmlTagTaker): void {
  const path: string[] = [];
  let marks = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const next = xml[at + 1];
    if (next === '!' || next === '?') {
      at = afterAside(xml, at);
      continue;
    }
    if (next === '/') {
      const name = nameAt(xml, at + 2);
      if (path.pop() !== name) throw noXml(`</${name}> ends what did not begin`);
      at = endAt(xml, at + 2 + name.length).after;
      continue;
    }
    const name = nameAt(xml, at + 1);
    at += 1 + name.length;
    const attributes = noAttributes();
    attribute.lastIndex = at;
    for (let found = attribute.exec(xml); found !== null; found = attribute.exec(xml)) {
      const [, key = '', double, single] = found;
      if (key in attributes) throw noXml(`<${name}> says ${key} twice`);
      attributes[key] = decode(double ?? single ?? '');
      at = attribute.lastIndex;
      if (++marks > mostMarks) throw tooMuch();
    }
    const { after, isWhole } = endAt(xml, at);
    at = after;
    if (++marks > mostMarks) throw tooMuch();
    taker.open(name, path, attributes);
    if (isWhole) continue;
    if (path.length >= mostDepth) throw noXml('too many elements stand in one another');
    path.push(name);
  }
  const open = path.pop();
  if (open !== undefined) throw noXml(`<${open}> does not end`);
}

function noAttributes(): Record<string, string> {
  const none: Record<string, string> = Object.create(null);
  return none;
}

/** What is no element: where it ends. */
function afterAside(xml: string, at: number): number {
  const asides = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const;
  for (const [begin, end] of asides) {
    if (!xml.startsWith(begin, at)) continue;
    const last = xml.indexOf(end, at + begin.length);
    if (last < 0) throw noXml(`${begin} does not end`);
    return last + end.length;
  }
  throw noXml('a declaration stands where none can');
}

function nameAt(xml: string, at: number): string {
  tagName.lastIndex = at;
  const found = tagName.exec(xml);
  if (found === null) throw noXml(`a tag has no name: ${xml.slice(at - 1, at + 40)}`);
  return found[0];
}

function endAt(xml: string, at: number): { readonly after: number; readonly isWhole: boolean } {
  tagEnd.lastIndex = at;
  const found = tagEnd.exec(xml);
  if (found === null) throw noXml(`a tag does not end: ${xml.slice(Math.max(0, at - 40), at + 40)}`);
  return { after: tagEnd.lastIndex, isWhole: found[1] === '/' };
}

function noXml(detail: string): ToolError {
  return new ToolError('bad-input', 'this is no XML that can be read', visibleText(detail, 200));
}

function tooMuch(): ToolError {
  return new ToolError('bad-input', 'one host of this file is larger than nmap writes any');
}

const entityTexts: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and characters by number (XML 1.0 sections 4.1 and 4.6); others stay as they are. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return entityTexts[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
