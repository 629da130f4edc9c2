import { expect, it } from 'vitest';
import type { PortItem } from '../api/ports.ts';
import { NmapFileReader } from './nmap-file.ts';

/** Reads a text in pieces of so many characters. */
function importNmap(text: string, piece = 1_000_000) {
  const reader = new NmapFileReader();
  const items: PortItem[] = [];
  for (let at = 0; at < text.length; at += piece) items.push(...reader.push(text.slice(at, at + piece)));
  return { ...reader.end(), items };
}

function file(args: string, ...hosts: string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE nmaprun>',
    `<nmaprun scanner="nmap" args="${args}" start="1700000000" version="7.93" xmloutputversion="1.05">`,
    '<scaninfo type="connect" protocol="tcp" numservices="5" services="21-25"/>',
    ...hosts,
    '</nmaprun>',
  ].join('\n');
}
const host = (address: string, ports: string) =>
  `<host><status state="up" reason="user-set"/><address addr="${address}" addrtype="ipv${address.includes(':') ? 6 : 4}"/><hostnames>\n</hostnames>\n<ports>${ports}</ports><times srtt="86" rttvar="10" to="100000"/></host>`;
const ssh =
  '<port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="0"/><service name="ssh" product="OpenSSH &amp; &#x1b;[31m" method="probed" conf="10"/></port>';
const rest =
  '<extraports state="closed" count="4">\n<extrareasons reason="conn-refused" count="4" proto="tcp" ports="21,23-25"/>\n</extraports>';

it('reads hosts into the form of a scan, with the zone of the command line', () => {
  const read = importNmap(file('nmap -6 -oX - fe80::1%eth0', host('fe80::1', rest + ssh)));
  const target = { text: 'fe80::1%eth0', address: 'fe80::1', zone: 'eth0' };
  expect(read).toEqual({
    scanner: 'nmap 7.93',
    command: 'nmap -6 -oX - fe80::1%eth0',
    at: 1_700_000_000_000,
    warnings: [],
    items: [
      {
        kind: 'port',
        target,
        port: 22,
        rttMs: null,
        service: 'ssh',
        banner: {
          protocol: 'ssh',
          text: 'OpenSSH & &#x1b;[31m',
          title: null,
          server: null,
          redirect: null,
          certificate: null,
          note: null,
        },
      },
      {
        kind: 'host',
        target,
        rttMs: 0.086,
        groups: [
          { state: 'open', reason: 'accepted', count: 1, ports: '22' },
          { state: 'closed', reason: 'refused', count: 4, ports: '21,23-25' },
        ],
      },
    ],
  });
});

const states = (text: string) =>
  importNmap(text).items.flatMap((item) =>
    item.kind === 'host' ? item.groups.map(({ state, reason, ports }) => `${state} ${reason} ${ports}`) : [],
  );

it.each([
  [
    'counts without a list',
    '<extraports state="filtered" count="4"><extrareasons reason="no-response" count="4"/></extraports>',
    ['open accepted 22', 'filtered no-answer 21,23-25'],
  ],
  [
    'states that nmap does not tell apart',
    '<port protocol="tcp" portid="23"><state state="open|filtered" reason="no-response"/></port>',
    ['unknown no-answer 23', 'open accepted 22'],
  ],
  [
    'UDP',
    '<port protocol="udp" portid="53"><state state="open" reason="udp-response"/></port>',
    ['open accepted 22'],
  ],
])('takes %s for no more than it is', (_what, ports, expected) => {
  const read = states(file('nmap 192.0.2.1', host('192.0.2.1', ports + ssh)));
  expect(read.toSorted()).toEqual(expected.toSorted());
});

it.each([
  ['no zone', 'nmap -6 fe80::1', /on which interface/],
  ['two zones', 'nmap -6 fe80::1%eth0 fe80::1%eth1', /on which interface/],
])('says where a link-local address has %s', (_what, args, warning) => {
  const read = importNmap(file(args, host('fe80::1', ssh)));
  expect(read.items.map(({ target }) => target.zone)).toEqual([null, null]);
  expect(read.warnings.join()).toMatch(warning);
});

it('takes the interface of -e, and what a broken file has', () => {
  const whole = file('nmap -6 -e eth1 fe80::1 fe80::2', host('fe80::1', ssh), host('fe80::2', ssh));
  const read = importNmap(whole.slice(0, whole.lastIndexOf('<times')));
  expect(read.items.map(({ target }) => `${target.address}%${target.zone}`)).toEqual([
    'fe80::1%eth1',
    'fe80::1%eth1',
  ]);
  expect(read.warnings).toEqual(['the file breaks off: nmap was stopped, or is still going']);
});

it.each([
  ['another file', '<html></html>', 'this is no XML of nmap'],
  [
    'declared entities',
    file('x').replace('<!DOCTYPE nmaprun>', '<!DOCTYPE n [<!ENTITY a "aaaa">]>'),
    'declares entities',
  ],
  ['a host that is none', file('x', '<host><address/></host>'), 'not what nmap writes'],
  ['a file of UTF-16', Buffer.from(file('x'), 'utf16le').toString('utf8'), 'this file is in UTF-16'],
  [
    'a file of UTF-16 with its mark',
    Buffer.from(`\u{feff}${file('x')}`, 'utf16le')
      .swap16()
      .toString('utf8'),
    'this file is in UTF-16',
  ],
  ['tags in tags', file('x', host('192.0.2.1', '<a>'.repeat(100_000))), 'no XML that can be read'],
  [
    'attributes without number',
    file(
      'x',
      host('192.0.2.1', `<a ${Array.from({ length: 1_000_001 }, (_, at) => `b${at}=""`).join(' ')}/>`),
    ),
    'larger than',
  ],
  ['a host without end', file('x', `<host>${'a'.repeat(17_000_000)}`), 'larger than'],
  ['a start without end', ' '.repeat(300_000), 'this is no XML of nmap'],
])('refuses %s', (_what, text, why) => {
  expect(() => importNmap(text)).toThrow(why);
});

it('takes names of JavaScript for names', () => {
  const odd = '<port protocol="tcp" portid="23"><state state="constructor" reason="toString"/></port>';
  expect(states(file('x', host('192.0.2.1', `<__proto__ __proto__="1"/>${odd}`)))).toEqual([
    'unknown told-by-nmap 23',
  ]);
});

it('says where characters are no UTF-8', () => {
  const text = Buffer.from(file('caf\u{e9}', host('192.0.2.1', ssh)), 'latin1').toString('utf8');
  const read = importNmap(text);
  expect([read.items.length, read.warnings]).toEqual([
    2,
    ['some characters of this file are no UTF-8: they stand as \u{fffd}'],
  ]);
});

it('reads the same in whatever pieces the file comes', () => {
  const text = file('nmap -6 fe80::1%eth0', host('fe80::1', rest + ssh), host('192.0.2.7', ssh));
  const whole = importNmap(text);
  expect(whole.items).toHaveLength(4);
  for (const piece of [1, 7, 64, 999]) expect(importNmap(text, piece), `in ${piece}`).toEqual(whole);
});

it('takes lists that name the same ports again and again for what they say once', () => {
  const often = '1-65535,'.repeat(60_000);
  const reasons = `<extrareasons reason="conn-refused" count="9" proto="tcp" ports="${often}"/>`;
  const read = states(
    file('x', host('192.0.2.1', `<extraports state="closed" count="9">${reasons}</extraports>`)),
  );
  expect(read).toEqual(['closed refused 1-65535']);
});

it('takes a port that is told twice as it is told first', () => {
  const closed = '<port protocol="tcp" portid="22"><state state="closed" reason="reset"/></port>';
  const read = importNmap(file('x', host('192.0.2.1', closed + ssh.repeat(3))));
  expect(read.items.map(({ kind }) => kind)).toEqual(['host']);
  expect(read.warnings).toEqual(['192.0.2.1: a port that is told twice is taken as it is told first']);
});

// Each would keep the program busy for minutes if the time for a file grew with its square.
it.each([
  ['heads that do not end', '<nmaprun '.repeat(22_000)],
  ['scans that do not end', file('x').replace('<scaninfo', `${'<scaninfo '.repeat(95_000)}<scaninfo`)],
  ['hosts that do not end', file('x', '<host>'.repeat(500_000))],
  ['a comment that does not end', file('x', host('192.0.2.1', '<!--'.repeat(500_000)))],
])('is soon done with %s', (_what, text) => {
  let read: unknown;
  try {
    read = importNmap(text);
  } catch (error) {
    read = error;
  }
  expect(read).toMatchObject(read instanceof Error ? { code: 'bad-input' } : { items: [] });
});
