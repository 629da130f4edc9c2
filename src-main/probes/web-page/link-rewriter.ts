import { Transform, type TransformCallback } from 'node:stream';
import { placeIn } from './device.ts';
import { localTarget, type LocalPlace } from './local-place.ts';
import { TextUnits } from './text-units.ts';

/**
 * A scheme (in the second form none) and an authority. JSON and scripts write `/` as `\/` at times. Without a scheme
 * two slashes are a link only behind what begins a value; elsewhere they begin a comment.
 */
const links =
  /(?:(?<![A-Za-z0-9+.-])(?<scheme>https?|wss?):|(?<=["'`(=\s,]))(?<slashes>\\?\/\\?\/)(?<authority>(?:\[[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._~%-]{1,80})?\]|[A-Za-z0-9_.-]{1,253})(?::\d{1,5})?)(?![A-Za-z0-9_.:@%-])/gi;
/** No link is longer, from its scheme to the end of its authority and the character after it. */
const longest = 420;
/** What a link that goes on in the next piece of a text may end in. */
const unfinished = /[A-Za-z0-9_.:%~[\]\\/@+-]*$/;

/** Turns the absolute links of a text that mean the device itself to where the browser finds it. */
export function rewriteLinks(text: string, local: LocalPlace): string {
  return replaced(text, 0, text.length, local).out;
}

/**
 * Rewrites the links that begin before the cut.
 * @returns the text from `start` on, and where in the given text it ends: at the cut, or after a link that goes over it
 */
function replaced(text: string, start: number, cut: number, local: LocalPlace): { out: string; end: number } {
  let out = '';
  let at = start;
  for (const { 0: whole, index, groups } of text.matchAll(links)) {
    if (index >= cut) break;
    out += text.slice(at, index) + rewritten(whole, { ...groups }, local);
    at = index + whole.length;
  }
  const end = Math.max(at, cut);
  return { out: out + text.slice(at, end), end };
}

function rewritten(whole: string, groups: Record<string, string | undefined>, local: LocalPlace): string {
  const { scheme, slashes = '', authority = '' } = groups;
  const given = scheme === undefined ? null : scheme.toLowerCase();
  const place = placeIn(local.device, given ?? (local.place.tls ? 'https' : 'http'), authority);
  if (place === null) return whole;
  const before = given === null ? '' : given.startsWith('ws') ? 'ws:' : 'http:';
  return `${before}${slashes}${localTarget(local, place)}`;
}

/**
 * rewriteLinks() for a text that comes in pieces. Of each piece only what may be the beginning of a link waits for the
 * next one.
 */
export class LinkRewriter extends Transform {
  readonly #local: LocalPlace;
  readonly #units: TextUnits;
  #waiting = '';
  /** The last character that was given on, which decides whether a scheme begins after it. */
  #before = '';

  /** @param charset what the device says of its text, where that is a form of UTF-16 */
  constructor(local: LocalPlace, charset?: string) {
    super();
    this.#local = local;
    this.#units = new TextUnits(charset);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.#waiting + this.#units.read(chunk);
    const tail = unfinished.exec(text.slice(-longest));
    const cut = text.length - (tail === null ? 0 : tail[0].length);
    this.#give(text, cut);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#give(this.#waiting, this.#waiting.length);
    const rest = this.#units.rest();
    if (rest.length > 0) this.push(rest);
    done();
  }

  /** Gives on what stands before the cut, and a link that begins there as a whole. */
  #give(text: string, cut: number): void {
    const whole = this.#before + text;
    const skip = this.#before.length;
    const { out, end } = replaced(whole, skip, cut + skip, this.#local);
    this.#waiting = whole.slice(end);
    this.#before = end > 0 ? whole.slice(end - 1, end) : '';
    if (out !== '') this.push(this.#units.write(out));
  }
}
