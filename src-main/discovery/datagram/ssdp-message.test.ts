import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSsdp, ssdpSearch } from './ssdp-message.ts';

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'));

test('reads searches, answers and announcements', () => {
  const nothing = { target: '', server: '', location: '' };
  const rows: readonly (readonly [string, Buffer, unknown])[] = [
    [
      'an answer',
      lines(
        'HTTP/1.1 200 OK',
        'CACHE-CONTROL: max-age=1800',
        'Location:http://192.0.2.2:49152/d.xml',
        'server: Linux/6.1 UPnP/1.1 Box/2',
        'ST: upnp:rootdevice',
        'USN: uuid:1::upnp:rootdevice',
        '',
        'Server: in the body',
      ),
      {
        kind: 'response',
        target: 'upnp:rootdevice',
        server: 'Linux/6.1 UPnP/1.1 Box/2',
        location: 'http://192.0.2.2:49152/d.xml',
      },
    ],
    [
      'an announcement',
      lines('NOTIFY * HTTP/1.1', 'NT: urn:x:device:Y:1', 'NTS: ssdp:alive', 'NT: second'),
      { ...nothing, kind: 'alive', target: 'urn:x:device:Y:1' },
    ],
    ['a farewell', lines('NOTIFY * HTTP/1.1', 'NTS: ssdp:byebye'), { ...nothing, kind: 'byebye' }],
    ['a search', Buffer.from(ssdpSearch('[ff02::c]:1900', 'ssdp:all')), { ...nothing, kind: 'search' }],
    [
      'bare line feeds',
      Buffer.from('HTTP/1.1 200 OK\nST: a\n\n'),
      { ...nothing, kind: 'response', target: 'a' },
    ],
    ['a refusal', lines('HTTP/1.1 404 Not Found', 'ST: a'), undefined],
    ['another method', lines('GET / HTTP/1.1'), undefined],
    ['too large', Buffer.concat([lines('HTTP/1.1 200 OK', 'ST: a'), Buffer.alloc(9000, 0x20)]), undefined],
  ];
  for (const [what, data, message] of rows) expect(readSsdp(data), what).toEqual(message);
});

test('takes anything without an error, and bounds each value', () => {
  const head = fc.constantFrom('HTTP/1.1 200 OK\r\n', 'NOTIFY * HTTP/1.1\r\n', '');
  const line = fc.oneof(fc.string(), fc.constantFrom('ST:', 'NT: x', 'LOCATION: ', 'SERVER: ', '\r\n', '\n'));
  fc.assert(
    fc.property(head, fc.array(line), fc.uint8Array(), (start, body, tail) => {
      const message = readSsdp(Buffer.concat([Buffer.from(start + body.join('')), tail]));
      for (const value of Object.values(message ?? {})) expect(value.length).toBeLessThanOrEqual(1024);
    }),
  );
  const long = readSsdp(lines('HTTP/1.1 200 OK', `SERVER: ${'x'.repeat(8000)}`));
  expect(long?.server.length).toBeLessThanOrEqual(1024);
});

test('a search is what the architecture document asks for', () => {
  expect(ssdpSearch('239.255.255.250:1900', 'upnp:rootdevice')).toBe(
    'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n',
  );
});
