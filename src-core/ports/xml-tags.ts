import sax from 'sax';
import { ToolError } from '../api/tool-error.ts';
import { visibleText } from '../net/visible-text.ts';

/** The attributes of one tag, decoded. It has no prototype, and so no names but those that stand there. */
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

/**
 * Reads the tags of one whole XML element, which is what a program writes that tells all in attributes. Text between
 * tags, comments, CDATA and processing instructions are passed over; entities are the five of XML and characters by
 * number; others, also such that are declared, stay as they are written (XML 1.0 sections 2.3 to 4.6).
 * @throws ToolError `bad-input` where it is no XML, or nests or holds more than is read
 */
export function readTags(xml: string, taker: XmlTagTaker): void {
  const path: string[] = [];
  let marks = 0;
  const count = () => {
    if (++marks > mostMarks)
      throw new ToolError('bad-input', 'one host of this file is larger than nmap writes any');
  };
  const parser = sax.parser(true, { position: false });
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the parser has these properties and no such method
  parser.onerror = (error) => {
    // nmap writes control characters by number, which XML has no place for: they stay as they are written.
    if (!error.message.startsWith('Invalid character entity')) throw noXml(error.message);
    parser.resume();
  };
  parser.onattribute = count;
  parser.onopentag = ({ name, attributes }) => {
    count();
    if (path.length >= mostDepth) throw noXml('too many elements stand in one another');
    const own: Record<string, string> = Object.create(null);
    for (const [key, value] of Object.entries(attributes))
      own[key] = typeof value === 'string' ? value : value.value;
    taker.open(name, path, own);
    path.push(name);
  };
  parser.onclosetag = () => void path.pop();
  parser.write(xml).close();
}

function noXml(detail: string): ToolError {
  return new ToolError('bad-input', 'this is no XML that can be read', visibleText(detail, 200));
}
