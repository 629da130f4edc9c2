import { duidContent, type Duid } from '../net/duid.ts';
import type { Mac } from '../net/mac.ts';
import { fact, groupsOf, type DescriptionContext, type Fact, type FactGroup } from './facts.ts';
import { macOriginText } from './mac-facts.ts';

/** All that follows from a DHCP unique identifier. */
export function duidFacts(duid: Duid, context: DescriptionContext): FactGroup[] {
  return groupsOf([
    { title: 'What is inside', facts: contentFacts(duid, context) },
    {
      title: 'Forms',
      facts: [
        fact('Colons', duid),
        fact('Dashes', duid.replaceAll(':', '-').toUpperCase()),
        fact('Digits', duid.replaceAll(':', '')),
        fact('Octets', String(duid.split(':').length)),
      ],
    },
  ]);
}

function contentFacts(duid: Duid, context: DescriptionContext): Fact[] {
  const content = duidContent(duid);
  switch (content.type) {
    case 'llt':
      return [
        fact('Type', '1, DUID-LLT: a link-layer address and the time it was made', 'RFC 8415 section 11.2'),
        fact('Made at', new Date(content.time).toISOString().replace('.000Z', 'Z')),
        ...linkLayerFacts(content, context),
      ];
    case 'll':
      return [
        fact('Type', '3, DUID-LL: a link-layer address', 'RFC 8415 section 11.4'),
        ...linkLayerFacts(content, context),
      ];
    case 'en':
      return [
        fact('Type', '2, DUID-EN: given by the vendor', 'RFC 8415 section 11.3'),
        fact('Enterprise number', String(content.enterprise), 'IANA Private Enterprise Numbers'),
        fact('Identifier', content.identifier),
      ];
    case 'uuid':
      return [
        fact('Type', '4, DUID-UUID: of the machine', 'RFC 8415 section 11.5, RFC 6355'),
        fact('UUID', content.uuid),
      ];
    case 'unknown':
      return [
        fact(
          'Type',
          `${content.code}: no document defines it, or the content does not fit it`,
          'RFC 8415 section 11',
        ),
        fact('Data', content.data),
      ];
  }
}

function linkLayerFacts(
  { hardwareType, linkLayer, mac }: { hardwareType: number; linkLayer: string; mac: Mac | undefined },
  context: DescriptionContext,
): Fact[] {
  const name = { 1: 'Ethernet', 6: 'IEEE 802', 27: 'EUI-64', 32: 'InfiniBand' }[hardwareType];
  const facts = [
    fact('Hardware type', name === undefined ? String(hardwareType) : `${hardwareType} (${name})`),
    fact(mac === undefined ? 'Link-layer address' : 'MAC', linkLayer),
  ];
  if (mac === undefined) return facts;
  const vendor = context.vendorOf?.(mac) ?? null;
  return [
    ...facts,
    fact('MAC kind', macOriginText(mac)),
    ...(vendor === null ? [] : [fact('Vendor', vendor)]),
  ];
}
