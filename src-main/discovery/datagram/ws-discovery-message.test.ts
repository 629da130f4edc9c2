import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onvifName, readWsDiscovery, wsProbes } from './ws-discovery-message.ts';

/** After the example of WS-Discovery 1.1, section 1.6, with the prefixes that a camera and Windows use. */
const camera = `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"
  xmlns:wsdd='http://schemas.xmlsoap.org/ws/2005/04/discovery' xmlns:n1="http://www.onvif.org/ver10/network/wsdl">
 <SOAP-ENV:Header><wsa:RelatesTo>urn:uuid:1</wsa:RelatesTo></SOAP-ENV:Header>
 <SOAP-ENV:Body><wsdd:ProbeMatches><wsdd:ProbeMatch>
  <wsa:EndpointReference><wsa:Address>urn:uuid:2</wsa:Address></wsa:EndpointReference>
  <wsdd:Types>n1:NetworkVideoTransmitter other:Thing</wsdd:Types>
  <wsdd:Scopes>onvif://www.onvif.org/type/video onvif://www.onvif.org/name/Front%20door</wsdd:Scopes>
  <wsdd:XAddrs>http://192.0.2.2/onvif/device_service http://[fe80::2]/x?a=1&amp;b=2</wsdd:XAddrs>
  <wsdd:MetadataVersion>1</wsdd:MetadataVersion>
 </wsdd:ProbeMatch></wsdd:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>`;

const windows = `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><wsd:Hello
  xmlns:wsdp="http://schemas.xmlsoap.org/ws/2006/02/devprof" xmlns:pub="http://schemas.microsoft.com/windows/pub/2005/07">
  <wsd:Types>wsdp:Device pub:Computer</wsd:Types></wsd:Hello></soap:Body></soap:Envelope>`;

test('reads matches, announcements and questions', () => {
  const rows: readonly (readonly [string, string, unknown])[] = [
    [
      'a camera',
      camera,
      {
        kind: 'matches',
        devices: [
          {
            types: ['dn:NetworkVideoTransmitter', 'other:Thing'],
            scopes: ['onvif://www.onvif.org/type/video', 'onvif://www.onvif.org/name/Front%20door'],
            addresses: ['http://192.0.2.2/onvif/device_service', 'http://[fe80::2]/x?a=1&b=2'],
          },
        ],
      },
    ],
    [
      'Windows',
      windows,
      { kind: 'hello', devices: [{ types: ['wsdp:Device', 'pub:Computer'], scopes: [], addresses: [] }] },
    ],
    ['a farewell', '<e><b><Bye/></b></e>', { kind: 'bye', devices: [] }],
    ['our own probe', wsProbes(() => 'x')[0] ?? '', { kind: 'question', devices: [] }],
    [
      'cut in the middle',
      camera.slice(0, camera.indexOf('</wsdd:Types>')),
      { kind: 'matches', devices: [expect.anything()] },
    ],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${camera}`, undefined],
    ['a document type in other letters', `<!doctype a>${camera}`, undefined],
    ['something else', '<html><body>Types</body></html>', undefined],
    ['larger than an envelope may be', camera + ' '.repeat(40_000), undefined],
  ];
  for (const [what, text, message] of rows) expect(readWsDiscovery(Buffer.from(text)), what).toEqual(message);
});

test('takes anything without an error, and bounds what it gives', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<a:ProbeMatches>',
      '<ProbeMatch>',
      '<Types>',
      '<Scopes ',
      'xmlns:a="',
      '</',
      '<',
      '>',
      '&amp;',
      '<XAddrs>x',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), fc.uint8Array(), (pieces, tail) => {
      const message = readWsDiscovery(Buffer.concat([Buffer.from(pieces.join('')), tail]));
      expect(message?.devices.length ?? 0).toBeLessThanOrEqual(16);
    }),
  );
  const many = `<ProbeMatches>${'<ProbeMatch><Types>a b c</Types>'.repeat(900)}`;
  const one = `<ProbeMatches><ProbeMatch>${`<Types>${'a '.repeat(200)}</Types>`.repeat(70)}`;
  expect(readWsDiscovery(Buffer.from(many))?.devices).toHaveLength(16);
  expect(readWsDiscovery(Buffer.from(one))?.devices[0]?.types).toHaveLength(64);
});

test('hostile text is read in time that grows with its length only', () => {
  // Where the time grew with the square of the length, this would last longer than a test may.
  for (const part of ['<', '<a ', '<a:', '<a xmlns:', ' xmlns:a=', '<a xmlns:a="', '&amp', '<Types>', '</']) {
    const text = `<ProbeMatches><ProbeMatch>${part.repeat(Math.floor(32_000 / part.length))}`;
    for (let time = 0; time < 20; time++)
      expect(readWsDiscovery(Buffer.from(text))?.devices.length ?? 0).toBeLessThan(2);
  }
});

test('the display name of a camera', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['onvif://www.onvif.org/name/Front%20door', 'Front door'],
    ['onvif://www.onvif.org/name/%E4%BD%A0', '\u4f60'],
    ['onvif://www.onvif.org/name/%FF%zz', '%FF%zz'],
    ['onvif://www.onvif.org/location/here', undefined],
  ];
  for (const [scope, name] of rows) expect(onvifName(['x', scope]), scope).toBe(name);
});

test('probes for both versions of the protocol, each with an id of its own', () => {
  let id = 0;
  const probes = wsProbes(() => `id-${++id}`);
  expect(probes.map((probe) => /urn:uuid:(id-\d)</.exec(probe)?.[1])).toEqual(['id-1', 'id-2']);
  expect(probes.map((probe) => /<a:Action>([^<]*)</.exec(probe)?.[1])).toEqual([
    'http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe',
    'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01/Probe',
  ]);
});
