import { ToolError } from '../../src-core/api/errors.ts';
import { family, tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { EchoLine } from '../../src-core/ping/ledger.ts';
import { targetArgument, type PingRequest } from './ping-request.ts';

/**
 * Windows: `ping -6 -t -w 2000 -l 56 fe80::1%12`, one request a second, told in the language of the system:
 *
 * Pinging 192.0.2.1 with 32 bytes of data:          Ping wird ausgeführt für 192.0.2.1 mit 32 Bytes Daten:
 * Reply from 192.0.2.1: bytes=32 time=12ms TTL=57   Antwort von 192.0.2.1: Bytes=32 Zeit=12ms TTL=57
 * Reply from 2001:db8::1: time<1ms                  Antwort von 2001:db8::1: Zeit<1ms
 * Request timed out.                                Zeitüberschreitung der Anforderung.
 * Reply from 192.0.2.9: Destination host unreachable.
 *
 * There are no numbers: every line after the heading, up to the empty line before the statistics, is one request. So
 * the words are never read: an address with a time is a reply, an address without one an error, none a lost request.
 * Nor is the code page of the console known: what is not ASCII may come as U+FFFD.
 */
export function args(request: PingRequest): string[] {
  const { address, source, sizeBytes, hopLimit, count, waitMs, whole } = request;
  const six = family(address) === 6;
  return [
    six ? '-6' : '-4',
    ...(count === null ? ['-t'] : ['-n', String(count)]),
    '-w',
    String(waitMs),
    '-l',
    String(sizeBytes),
    ...(hopLimit === null ? [] : ['-i', String(hopLimit)]),
    // Only IPv4 has it, where IPv6 is never cut on its way, but by the sender.
    ...(whole && !six ? ['-f'] : []),
    ...(source?.address != null ? ['-S', source.address] : []),
    targetArgument(request),
  ];
}

/** The only distance between two requests that this ping knows. */
export const intervalMs = 1_000;

/** The number that the first request is given. */
export const firstSequence = 1;

/** Reads the lines of one ping in their order, and numbers the requests. */
export class WindowsPingReader {
  #state: 'heading' | 'requests' | 'over' = 'heading';
  #sequence = 0;

  line(line: string, readAt: number): EchoLine | undefined {
    const text = line.slice(0, 500).trim();
    if (this.#state === 'over') return undefined;
    if (this.#state === 'heading') {
      if (text.endsWith(':') || text.endsWith('：')) this.#state = 'requests';
      return undefined;
    }
    if (text === '') {
      this.#state = this.#sequence === 0 ? 'requests' : 'over';
      return undefined;
    }
    const sequence = ++this.#sequence;
    const from = addressIn(text);
    if (from === undefined) return { type: 'lost', sequence, at: readAt };
    // The last figure is the time, in a unit of any language (`ms`, `мс`, `m`); only replies have figures at all.
    const time = [...text.replace(/\bTTL=\d{1,3}\b/, '').matchAll(/([=<])\s?(\d{1,6})(?!\d)/g)].at(-1);
    if (time === undefined) {
      return {
        type: 'error',
        sequence,
        from,
        reason: 'other',
        message: messageIn(text),
        mtu: null,
        at: readAt,
      };
    }
    const ttl = /\bTTL=(\d{1,3})\b/.exec(text)?.[1];
    return {
      type: 'reply',
      sequence,
      from,
      // "<1ms" is all that it says.
      rttMs: time[1] === '<' ? 0 : Number(time[2]),
      ttl: ttl === undefined ? null : Number(ttl),
      duplicate: false,
      at: readAt,
    };
  }
}

/** What stands behind the address, in the language of the system, where it can be read. */
function messageIn(text: string): string {
  const told = text.slice(text.indexOf(': ') + 1).trim();
  const unread = told.split('\ufffd').length - 1;
  return unread * 3 > told.length ? 'an error, in letters that cannot be read here' : visibleText(told, 200);
}

/** The first address of a line; some languages put a syllable behind it without a space. */
function addressIn(text: string): Address | undefined {
  for (const [word] of text.matchAll(/[0-9A-Fa-f.:]{2,}/g)) {
    const address = tryParseAddress(word.replace(/:$/, '')) ?? tryParseAddress(word);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** All of an output, as if read at one moment. */
export function parse(text: string): EchoLine[] {
  const reader = new WindowsPingReader();
  return text.split('\n').flatMap((line) => reader.line(line, 0) ?? []);
}

/** What ping said where it told of no request; it says all on its one output, in the language of the system. */
export function failureOf(output: string, request: PingRequest): ToolError {
  const message = `ping of ${targetArgument(request)} failed: is the address right, and the interface there?`;
  return new ToolError('unreachable', message, visibleText(output.trim(), 500));
}
