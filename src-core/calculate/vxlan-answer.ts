import { parseAddress } from '../net/address.ts';
import { ethernetOfMulticast } from '../net/multicast.ts';
import { ParseError } from '../net/parse-error.ts';
import { parsePrefix, sizeOf, type Prefix } from '../net/prefix.ts';
import { fact, groupsOf, type FactGroup } from './facts.ts';
import { mtuFacts } from './number-facts.ts';
import { groupOfVni, largestVni, vniOfGroup, vxlanGroupBases } from './vxlan.ts';

/** A base for groups of VXLANs. @throws ParseError where it has no room for 24 bits */
export function parseGroupBase(text: string): Prefix {
  const base = parsePrefix(text);
  if (sizeOf(base) <= BigInt(largestVni))
    throw new ParseError(
      'a base for groups',
      text,
      text.indexOf('/') + 1,
      'it has no room for the 24 bits of a VNI',
    );
  return base;
}

/** A VNI, with or without `vni` before it. @throws ParseError */
export function parseVni(text: string): number {
  const digits = text.replace(/^vni\s*/i, '');
  const vni = /^\d{1,8}$/.test(digits) ? Number(digits) : Number.NaN;
  if (vni <= largestVni) return vni;
  throw new ParseError(
    'a VNI',
    text,
    text.length - digits.length,
    `a number from 0 to ${largestVni} was expected`,
  );
}

/**
 * A VXLAN by its identifier or by its group: the other of the two, in the usual bases and in others.
 * @throws ParseError
 */
export function vxlanAnswer(
  text: string,
  others: readonly Prefix[] = [],
): { vni: number; groups: FactGroup[] } {
  const bases = [...others, ...vxlanGroupBases];
  const found = /[.:]/.test(text) ? ofGroup(text, bases) : { vni: parseVni(text), base: undefined };
  const { vni, base } = found;
  return {
    vni,
    groups: groupsOf([
      {
        title: 'VXLAN',
        facts: [
          fact('VNI', String(vni), 'RFC 7348 section 5'),
          fact('In hexadecimal', `0x${vni.toString(16).padStart(6, '0')}`),
          ...(base === undefined ? [] : [fact('Group of', base)]),
        ],
      },
      {
        title: 'Groups',
        facts: bases.flatMap((each) => {
          const group = groupOfVni(each, vni);
          const ethernet = ethernetOfMulticast(group);
          return [
            fact(`In ${each}`, group, 'RFC 7348 section 4.2'),
            ...(ethernet === undefined ? [] : [fact('Its Ethernet address', ethernet)]),
          ];
        }),
      },
    ]),
  };
}

function ofGroup(text: string, bases: readonly Prefix[]): { vni: number; base: Prefix } {
  const found = vniOfGroup(parseAddress(text), bases);
  if (found !== undefined) return found;
  throw new ParseError(
    'a group of a VXLAN',
    text,
    0,
    `it is not a base with 24 bits behind it: ${bases.join(', ')}`,
  );
}

/** What packets can have inside of tunnels over a link. @throws ParseError */
export function mtuAnswer(text: string): { mtu: number; groups: FactGroup[] } {
  const mtu = /^\d{2,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(mtu >= 68 && mtu <= 65_535))
    throw new ParseError('an MTU', text, 0, 'a number from 68 to 65535 was expected');
  return { mtu, groups: mtuFacts(mtu) };
}
