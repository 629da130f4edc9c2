import type { WrittenLine } from '../written.ts';
import type { Nptv6Values } from './schema.ts';

const prefixFields = ['internalPrefix'];
const interfaceFields = ['externalInterface'];

/** The ruleset of nft(8) that maps the two prefixes onto each other; it replaces the one before as a whole. */
export function nftRules(
  { externalInterface, internalPrefix, hairpin, mark }: Nptv6Values,
  external: string,
): WrittenLine[] {
  const outside = `"${externalInterface}"`;
  const inward = `dnat ip6 prefix to ip6 daddr map { ${external} : ${internalPrefix} }`;
  const outward = `snat ip6 prefix to ip6 saddr map { ${internalPrefix} : ${external} }`;
  const both = [...interfaceFields, ...prefixFields];
  const line = (text: string, ...from: readonly string[]): WrittenLine => ({ text, from });
  const turn = (text: string) => (hairpin ? [line(text, ...both, 'hairpin', 'mark')] : []);
  return [
    line('table ip6 nptv6'),
    line('delete table ip6 nptv6'),
    line('table ip6 nptv6 {'),
    line('\tchain prerouting {'),
    line('\t\ttype nat hook prerouting priority dstnat; policy accept;'),
    line(`\t\tiifname ${outside} ip6 daddr ${external} ${inward}`, ...both),
    ...turn(
      `\t\tiifname != ${outside} ip6 saddr ${internalPrefix} ip6 daddr ${external} meta mark set ${hex(mark)} ${inward}`,
    ),
    line('\t}'),
    line('\tchain postrouting {'),
    line('\t\ttype nat hook postrouting priority srcnat; policy accept;'),
    line(`\t\toifname ${outside} ip6 saddr ${internalPrefix} ${outward}`, ...both),
    ...turn(`\t\toifname != ${outside} meta mark ${hex(mark)} ip6 saddr ${internalPrefix} ${outward}`),
    line('\t}'),
    line('}'),
  ];
}

/** The same for ip6tables-restore(8) --noflush: naming a chain empties it. */
export function ip6tablesRules(
  { externalInterface: outside, internalPrefix, hairpin, mark }: Nptv6Values,
  external: string,
): WrittenLine[] {
  const both = [...interfaceFields, ...prefixFields];
  const line = (text: string, ...from: readonly string[]): WrittenLine => ({ text, from });
  const turn = (...texts: readonly string[]) =>
    hairpin ? texts.map((text) => line(text, ...both, 'hairpin', 'mark')) : [];
  return [
    line('*nat'),
    line(':nptv6-pre - [0:0]'),
    line(':nptv6-post - [0:0]'),
    line(`-A nptv6-pre -i ${outside} -d ${external} -j NETMAP --to ${internalPrefix}`, ...both),
    ...turn(
      `-A nptv6-pre ! -i ${outside} -s ${internalPrefix} -d ${external} -j MARK --set-mark ${hex(mark)}`,
      `-A nptv6-pre ! -i ${outside} -s ${internalPrefix} -d ${external} -j NETMAP --to ${internalPrefix}`,
    ),
    line(`-A nptv6-post -o ${outside} -s ${internalPrefix} -j NETMAP --to ${external}`, ...both),
    ...turn(
      `-A nptv6-post ! -o ${outside} -s ${internalPrefix} -m mark --mark ${hex(mark)} -j NETMAP --to ${external}`,
    ),
    line('COMMIT'),
  ];
}

function hex(mark: number): string {
  return `0x${mark.toString(16)}`;
}
