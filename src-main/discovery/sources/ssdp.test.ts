import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { testInterface } from '../datagram/lab/test-interface.ts';
import { Link } from '../datagram/link.ts';
import { SsdpConversation } from './ssdp.ts';
import { WsDiscoveryConversation } from './ws-discovery.ts';

const own = testInterface('eth0', ['fe80::1/64', '192.0.2.1/24']);
const link = new Link(own);
const from = (sender: string, text: string) => ({
  data: Buffer.from(text),
  sender: parseAddress(sender),
  port: 1900,
  role: 'ask' as const,
});

test('SSDP: what a device answers and announces is its service, at its own port only', () => {
  const conversation = new SsdpConversation(link, 0);
  const answer = (target: string, location: string) =>
    `HTTP/1.1 200 OK\r\nST: ${target}\r\nSERVER: Box/2\r\nLOCATION: ${location}\r\n\r\n`;
  const rows: readonly (readonly [string, string, string, unknown])[] = [
    [
      'an answer',
      'fe80::2',
      answer('upnp:rootdevice', 'http://[fe80::2]:49152/d.xml'),
      { confirmed: true, services: [{ type: 'upnp:rootdevice', name: 'Box/2', port: 49152 }] },
    ],
    ['the same again', 'fe80::2', answer('upnp:rootdevice', 'http://[fe80::2]:49152/d.xml'), undefined],
    ['the device as a type', 'fe80::2', answer('uuid:1234', ''), undefined],
    [
      'a description elsewhere',
      '192.0.2.2',
      answer('urn:x', 'http://192.0.2.3:80/'),
      { confirmed: true, services: [{ type: 'urn:x', name: 'Box/2', port: null }] },
    ],
    [
      'a search by another',
      '192.0.2.9',
      'M-SEARCH * HTTP/1.1\r\n\r\n',
      { confirmed: true, address: '192.0.2.9' },
    ],
    ['our own search', '192.0.2.1', 'M-SEARCH * HTTP/1.1\r\n\r\n', undefined],
    ['noise', 'fe80::5', '\u0000\u0001', undefined],
  ];
  for (const [what, sender, text, wanted] of rows) {
    const [sighting] = conversation.receive(from(sender, text));
    if (wanted === undefined) expect(sighting, what).toBeUndefined();
    else expect(sighting, what).toMatchObject({ source: 'ssdp', zone: 'eth0', ...Object(wanted) });
  }
});

test('WS-Discovery: types are services, with the display name and port of the device', () => {
  const conversation = new WsDiscoveryConversation(link, 0);
  const matches =
    '<e><ProbeMatches><ProbeMatch><Types>wsdp:Device wprt:PrintDeviceType</Types>' +
    '<Scopes>onvif://www.onvif.org/name/Front</Scopes><XAddrs>http://other/ http://192.0.2.2:5357/</XAddrs>' +
    '</ProbeMatch></ProbeMatches></e>';
  expect(conversation.receive(from('192.0.2.2', matches))).toMatchObject([
    {
      source: 'ws-discovery',
      zone: 'eth0',
      address: '192.0.2.2',
      confirmed: true,
      services: [
        { type: 'wsdp:Device', name: 'Front', port: 5357 },
        { type: 'wprt:PrintDeviceType', name: 'Front', port: 5357 },
      ],
    },
  ]);
  expect(conversation.receive(from('192.0.2.2', matches))).toEqual([]);
  expect(conversation.receive(from('192.0.2.1', '<e><Probe/></e>'))).toEqual([]);
});

test('both ask over both families, at once, after 250 ms and after a second, and then no more', () => {
  for (const conversation of [new SsdpConversation(link, 0), new WsDiscoveryConversation(link, 0)]) {
    const sent: [number, number | undefined][] = [];
    for (let now = 0; now <= 3000; now += 50) {
      for (let packet = conversation.next(now); packet !== undefined; packet = conversation.next(now)) {
        sent.push([now, packet.family]);
      }
    }
    const round = (now: number) => [now, 6, now, 6, now, 4, now, 4];
    expect(sent.flat()).toEqual([...round(0), ...round(250), ...round(1000)]);
    expect([conversation.due(), conversation.progress]).toEqual([undefined, { done: 12, total: 12 }]);
  }
});
