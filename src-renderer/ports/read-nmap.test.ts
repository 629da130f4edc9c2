import { expect, test } from 'vitest';
import { readNmap, type NmapReading } from './read-nmap.ts';

const head =
  '<?xml version="1.0"?>\n<nmaprun scanner="nmap" args="nmap x" start="1700000000" version="7.93">\n';
const host = (index: number) =>
  `<host><address addr="10.0.${index >> 8}.${index & 255}" addrtype="ipv4"/><hostnames><hostname name="caf\u00e9${index}"/></hostnames><ports><port protocol="tcp" portid="22"><state state="open" reason="syn-ack"/></port></ports></host>\n`;
const many = Array.from({ length: 9_000 }, (_, index) => host(index)).join('');

async function read(text: string | Uint8Array<ArrayBuffer>, stopAfter = Infinity): Promise<NmapReading[]> {
  const told: NmapReading[] = [];
  await readNmap(
    new Blob([text]),
    (reading) => void told.push(reading),
    () => told.length > stopAfter,
  );
  return told;
}

const items = (told: readonly NmapReading[]) =>
  told.flatMap((reading) => (reading.type === 'items' ? reading.items : []));

test('a file comes in small parts, with how far it is, and one end', async () => {
  const told = await read(`${head}${many}</nmaprun>`);
  expect(items(told).map(({ target }) => target.text)).toEqual(
    Array.from({ length: 18_000 }, (_, index) => `caf\u00e9${index >> 1}`),
  );
  expect(Math.max(...told.map((each) => (each.type === 'items' ? each.items.length : 0)))).toBe(500);
  const progress = told.filter(({ type }) => type === 'progress');
  expect(progress.length).toBeGreaterThan(1);
  expect(progress.at(-1)).toEqual({ type: 'progress', part: 1, hosts: 9_000 });
  expect(told.at(-1)).toMatchObject({ type: 'done', facts: { scanner: 'nmap 7.93', warnings: [] } });
});

test('one that is stopped ends without a word', async () => {
  const told = await read(`${head}${many}</nmaprun>`, 0);
  expect(told.map(({ type }) => type)).not.toContain('done');
  expect(told.at(-1)?.type).toBe('progress');
});

test.each([
  ['no file of nmap', '<html/>', 'this is no XML of nmap: write it with nmap -oX FILE'],
  ['nothing', '', 'this is no XML of nmap: write it with nmap -oX FILE'],
  [
    'one that breaks in its middle',
    `${head}${many}<host><address addr="10.1.1.1"></host></nmaprun>`,
    'this is no XML that can be read',
  ],
])('of %s the end is a failure', async (_what, text, message) => {
  const told = await read(text);
  expect(told.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'bad-input', message } });
  expect(told.filter(({ type }) => type === 'failed' || type === 'done')).toHaveLength(1);
});

test('UTF-16 is told as that', async () => {
  const text = Buffer.from(`\ufeff${head}</nmaprun>`, 'utf16le');
  const told = await read(new Uint8Array(text));
  expect(told.at(-1)).toMatchObject({
    type: 'failed',
    failure: { message: expect.stringContaining('in UTF-16') },
  });
});
