import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { deviceOf } from './device.ts';
import { LinkRewriter, rewriteLinks } from './link-rewriter.ts';
import type { LocalPlace } from './local-place.ts';

function localOf(text: string, tls = false, port = tls ? 443 : 80): LocalPlace {
  const [address = '', zone] = text.split('%');
  const name = /[g-z]/.test(address);
  const target = {
    text,
    address: parseAddress(name ? '192.0.2.7' : address),
    zone: zone === undefined ? null : parseZone(zone),
  };
  return {
    device: deviceOf(target),
    place: { port, tls },
    hostName: 'page-x.localhost',
    port: 4000,
    reserved: '/__x/',
    origins: () => new Map(),
  };
}

const six = localOf('fe80::1%eth0');
const here = 'page-x.localhost:4000';

test.each([
  [six, '<a href="http://[fe80::1]/a">', `<a href="http://${here}/a">`],
  [six, '<a href="http://[FE80:0:0::0001%25eth7]:80/a">', `<a href="http://${here}/a">`],
  [six, '<a href="http://[fe80::1%en0]">', `<a href="http://${here}">`],
  [six, "<img src='//[fe80::1]/x.png'>", `<img src='//${here}/x.png'>`],
  [six, 'url(//[fe80::1]/x)', `url(//${here}/x)`],
  [six, '{"u":"http:\\/\\/[fe80::1]\\/x"}', `{"u":"http:\\/\\/${here}\\/x"}`],
  [six, 'new WebSocket("ws://[fe80::1]/live")', `new WebSocket("ws://${here}/live")`],
  [six, '"https://[fe80::1]/s"', `"http://${here}/__x/to/https/443/s"`],
  [six, '"http://[fe80::1]:8080?x"', `"http://${here}/__x/to/http/8080?x"`],
  [six, '"wss://[fe80::1]:8443/w"', `"ws://${here}/__x/to/https/8443/w"`],
  // Another host, however alike, is left alone.
  [six, '"http://[fe80::2]/" "http://[fe80::1]x/" "http://x@[fe80::1]/"', null],
  [six, '"http://[fe80::1]:99999/" "http://[fe80::1]@evil.example/"', null],
  [six, '"https://www.example/?u=[fe80::1]" // [fe80::1]', null],
  [six, 'javascript://[fe80::1]/ xhttp://[fe80::1]/', null],
  [
    localOf('192.0.2.1'),
    '"http://192.0.2.1/" "http://192.0.2.10/" "http://192.0.2.1.example/"',
    `"http://${here}/" "http://192.0.2.10/" "http://192.0.2.1.example/"`,
  ],
  [
    localOf('nas.example', true),
    '"https://NAS.example./" "//nas.example/x" "https://nas.example.org/"',
    `"http://${here}/" "//${here}/x" "https://nas.example.org/"`,
  ],
  [localOf('nas', true), 'x = 1 //nas is a comment', 'x = 1 //page-x.localhost:4000 is a comment'],
  [localOf('nas', true), 'x;//nas is a comment', null],
] as const)('links %#', (local, text, expected) => {
  expect(rewriteLinks(text, local)).toBe(expected ?? text);
});

async function inPieces(pieces: readonly Buffer[]): Promise<Buffer> {
  const rewriter = new LinkRewriter(six);
  const out: Buffer[] = [];
  rewriter.on('data', (chunk: Buffer) => out.push(chunk));
  const ended = new Promise((resolve) => rewriter.once('end', resolve));
  for (const piece of pieces) rewriter.write(piece);
  rewriter.end();
  await ended;
  return Buffer.concat(out);
}

const fragment = fc.oneof(
  fc.constantFrom(
    'http:',
    'https:',
    'ws:',
    '//',
    '\\/\\/',
    '[fe80::1]',
    '[fe80::1%25eth0]',
    ':80',
    ':8080',
    '"',
    '/',
    ' ',
    '=',
    'x',
    '\u00ff',
    '[',
    ']',
  ),
  fc.string({ maxLength: 5 }),
);

test('a text in pieces comes out as it does in one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fragment, { maxLength: 30 }),
      fc.array(fc.nat(60), { maxLength: 12 }),
      async (parts, sizes) => {
        const text = Buffer.from(parts.join(''), 'latin1');
        const pieces: Buffer[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(text.subarray(at, at + size));
          at += size;
        }
        pieces.push(text.subarray(at));
        const expected = Buffer.from(rewriteLinks(text.toString('latin1'), six), 'latin1');
        expect((await inPieces(pieces)).toString('latin1')).toBe(expected.toString('latin1'));
      },
    ),
    { numRuns: 500 },
  );
});

test('what cannot be the beginning of a link does not wait for the next piece', async () => {
  const rewriter = new LinkRewriter(six);
  const out: string[] = [];
  rewriter.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  rewriter.write('<p>one</p>\n');
  await new Promise((resolve) => setImmediate(resolve));
  expect(out.join('')).toBe('<p>one</p>\n');
  rewriter.destroy();
});

test('a long run of letters takes no memory', async () => {
  const rewriter = new LinkRewriter(six);
  let size = 0;
  rewriter.on('data', (chunk: Buffer) => (size += chunk.length));
  for (let piece = 0; piece < 100; piece++) rewriter.write(Buffer.alloc(10_000, 'A'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(size).toBeGreaterThan(1_000_000 - 1_000);
  rewriter.destroy();
});
