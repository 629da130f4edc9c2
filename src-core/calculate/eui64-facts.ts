import { withIdentifier, lengthOf, parsePrefix, prefixFamily } from '../net/prefix.ts';
import { macOfEui64, parseMac } from '../net/mac.ts';
import { fact, groupsOf, type Description, type DescriptionContext } from './facts.ts';
import { identifierFacts } from './identifier-facts.ts';

const linkLocal = parsePrefix('fe80::/64');
/** The bit that tells a universal identifier from a local one; a modified EUI-64 has it the other way round. */
const universalBit = 1n << 57n;

/** Eight pairs, four groups with dots, and the four groups of an IPv6 interface identifier. */
const pairs = /^[0-9a-f]{2}([:-][0-9a-f]{2}){7}$/i;
const fours = /^[0-9a-f]{4}(\.[0-9a-f]{4}){3}$/i;
const groups = /^[0-9a-f]{1,4}(:[0-9a-f]{1,4}){3}$/i;

/**
 * An EUI-64 as an interface has it (`00-1A-2B-FF-FE-3C-4D-5E`), or the interface identifier that IPv6 makes of it
 * (`021a:2bff:fe3c:4d5e`, RFC 4291 appendix A); undefined for any other text. With colons it reads as an IPv6 address
 * as well: one in which a group has a leading zero that nobody writes in addresses is an EUI-64.
 */
export function describeEui64(text: string, context: DescriptionContext): Description | undefined {
  if (groups.test(text)) {
    const digits = text
      .split(':')
      .map((group) => group.padStart(4, '0'))
      .join('');
    return description(BigInt(`0x${digits}`), `${identifierText(digits)}, an interface identifier`, context);
  }
  if (!pairs.test(text) && !fours.test(text)) return undefined;
  if (text.includes(':') && !/(^|:)0/.test(text)) return undefined;
  const digits = text.replace(/[:.-]/g, '').toLowerCase();
  const shown = digits.replace(/(..)(?=.)/g, '$1:');
  return description(BigInt(`0x${digits}`) ^ universalBit, `${shown}, an EUI-64`, context);
}

function description(identifier: bigint, title: string, context: DescriptionContext): Description {
  const address = withIdentifier(linkLocal, identifier);
  const eui64 = (identifier ^ universalBit).toString(16).padStart(16, '0');
  const vendor = context.vendorOf?.(macOfEui64(address) ?? parseMac(`${eui64.slice(0, 6)}000000`)) ?? null;
  const { under } = context;
  const first = Number.parseInt(eui64.slice(0, 2), 16);
  const kind = identifierFacts(address, context);
  return {
    kind: 'eui64',
    title,
    groups: groupsOf([
      {
        title: 'Forms',
        facts: [
          fact('EUI-64', eui64.toUpperCase().replace(/(..)(?=.)/g, '$1-'), 'IEEE 802'),
          fact(
            'Interface identifier',
            identifierText(identifier.toString(16).padStart(16, '0')),
            'RFC 4291 appendix A',
          ),
        ],
      },
      {
        title: 'What it is',
        facts: [
          ...(vendor === null ? [] : [fact('Vendor', vendor, 'IEEE registry')]),
          fact(
            'Given out',
            (first & 2) === 0 ? 'universally administered' : 'locally administered',
            'IEEE 802',
          ),
          ...(kind?.facts ?? []).filter(({ label }) => label !== 'Identifier' && label !== 'Vendor'),
        ],
      },
      {
        title: 'What is made from it',
        facts: [
          fact('Link-local address', address, 'RFC 4862 section 5.3'),
          ...(under !== undefined && prefixFamily(under) === 6 && lengthOf(under) <= 64
            ? [fact(`Under ${under}`, withIdentifier(under, identifier), 'RFC 4862 section 5.5.3')]
            : []),
        ],
      },
    ]),
  };
}

function identifierText(digits: string): string {
  return digits.toLowerCase().replace(/(....)(?=.)/g, '$1:');
}
