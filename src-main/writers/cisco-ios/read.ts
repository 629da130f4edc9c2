import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { maskLength } from './mask.ts';
import { forever } from '../forms/router-advertisement-fields.ts';

type Fields = Record<string, unknown>;
/** Takes the parts of a line that its form names; false where they make no sense after all. */
type Take = (fields: Fields, parts: readonly string[]) => boolean | void;

const word = '(\\S+)';
const time = '(\\d{1,10}|infinite)';
const secondsOf = (text: string) => (text === 'infinite' ? forever : Number(text));

const push = (fields: Fields, name: string, value: unknown) => {
  const before = fields[name];
  fields[name] = [...(Array.isArray(before) ? before : []), value];
};

/** The lines of `ipv6 dhcp pool NAME`, each by its whole form. */
const poolLines: readonly (readonly [RegExp, Take])[] = [
  [
    new RegExp(`^prefix-delegation pool ${word}(?: lifetime ${time} ${time})?$`),
    (fields, [localPool, valid, preferred]) => {
      fields['delegation'] = {
        localPool,
        ...(valid === undefined ? {} : { validLifetime: secondsOf(valid) }),
        ...(preferred === undefined ? {} : { preferredLifetime: secondsOf(preferred) }),
      };
    },
  ],
  [new RegExp(`^dns-server ${word}$`), (fields, [server]) => push(fields, 'dnsServers', server)],
  [new RegExp(`^domain-name ${word}$`), (fields, [name]) => void (fields['domainName'] = name)],
];

const interfaceLines: readonly (readonly [RegExp, Take])[] = [
  [/^description (.+)$/, (fields, [text]) => void (fields['description'] = text)],
  [
    /^ip address (\S+) (\S+)$/,
    (fields, [address = '', mask = '']) => {
      const length = maskLength(mask);
      if (length === undefined) return false;
      fields['ipv4'] = `${address}/${length}`;
      return true;
    },
  ],
  [/^ip nat inside$/, (fields) => void (fields['natInside'] = true)],
  [/^ip virtual-reassembly in$/, () => true],
  [/^ipv6 enable$/, () => true],
  [
    /^ipv6 address (?:(\S+) )?([0-9A-Fa-f:.]+\/\d+)$/,
    (fields, [prefix, address]) => {
      if (fields['address'] !== undefined) return false;
      if (prefix !== undefined && prefix !== '') fields['generalPrefix'] = prefix;
      fields['address'] = address;
      return true;
    },
  ],
  [/^ipv6 nd managed-config-flag$/, (fields) => void (fields['managed'] = true)],
  [/^ipv6 nd other-config-flag$/, (fields) => void (fields['otherConfig'] = true)],
  [/^ipv6 nd ra interval (\d+)$/, (fields, [value]) => void (fields['raInterval'] = Number(value))],
  [/^ipv6 nd ra lifetime (\d+)$/, (fields, [value]) => void (fields['raLifetime'] = Number(value))],
  [
    new RegExp(`^ipv6 nd ra dns server ${word}(?: ${time})?$`),
    (fields, [address, lifetime]) =>
      push(fields, 'rdnss', {
        address,
        ...(lifetime === undefined ? {} : { lifetime: secondsOf(lifetime) }),
      }),
  ],
  [
    new RegExp(`^ipv6 dhcp server ${word}( rapid-commit)?$`),
    (fields, [pool, rapid]) => {
      fields['dhcpPool'] = pool;
      fields['rapidCommit'] = rapid !== undefined;
    },
  ],
  [/^ipv6 mld query-interval (\d+)$/, (fields, [value]) => void (fields['mldQueryInterval'] = Number(value))],
];

const upstreamLines: readonly (readonly [RegExp, Take])[] = [
  [/^ipv6 enable$/, () => true],
  [
    /^ipv6 dhcp client pd (\S+)( rapid-commit)?$/,
    (fields, [prefix, rapid]) => {
      fields['generalPrefix'] = prefix;
      fields['rapidCommit'] = rapid !== undefined;
    },
  ],
];

interface Block {
  readonly head: string;
  readonly line: number;
  readonly lines: { readonly text: string; readonly line: number }[];
}

/** Lines that begin without a space, each with those below it that begin with one. */
function blocksOf(file: SourceFile, left: LeftLine[]): Block[] {
  const blocks: Block[] = [];
  file.text.split(/\r?\n/).forEach((raw, index) => {
    const text = raw.trim();
    const line = index + 1;
    if (text === '' || text === '!' || text === 'end') return;
    if (text.startsWith('!'))
      left.push({ file: file.name, line, text: visibleText(text, 1000), kind: 'comment', why: 'a comment' });
    else if (/^\s/.test(raw) && blocks.length > 0) blocks.at(-1)?.lines.push({ text, line });
    else blocks.push({ head: text, line, lines: [] });
  });
  return blocks;
}

/**
 * Reads the IPv6 part of a configuration of IOS, as `show running-config` prints it.
 * @throws ToolError bad-input where no line of it is one of IPv6
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const all = files.flatMap((file) => blocksOf(file, left).map((block) => ({ file: file.name, block })));
  const unknown = (file: string, line: number, text: string, why: string) =>
    left.push({ file, line, text: visibleText(text, 1000), kind: 'unknown', why });
  const pools: Fields[] = [];
  const interfaces: Fields[] = [];
  const aggregates: Fields[] = [];
  const upstream: Fields = { defaultRoute: false };
  const local = new Map<string, Fields>();
  let target = 'ios-xe';
  let found = false;
  // The outside is known by its route and by its delegation, wherever these stand.
  const outside = all
    .map(({ block }) =>
      block.lines.some(({ text }) => text.startsWith('ipv6 dhcp client pd '))
        ? /^interface (\S+)$/.exec(block.head)?.[1]
        : /^ipv6 route ::\/0 ((?!Null)[A-Z][\w/.-]*\d)$/.exec(block.head)?.[1],
    )
    .find((name) => name !== undefined);
  for (const { file, block } of all) {
    const take = (forms: readonly (readonly [RegExp, Take])[], fields: Fields) => {
      for (const { text, line } of block.lines) {
        const hit = forms.find(([form]) => form.test(text));
        const parts = hit?.[0].exec(text)?.slice(1);
        if (hit === undefined || parts === undefined || hit[1](fields, parts) === false)
          unknown(file, line, text, 'the form has no such line');
      }
      return fields;
    };
    const { head } = block;
    const pool = /^ipv6 dhcp pool (\S+)$/.exec(head)?.[1];
    const name = /^interface (\S+)$/.exec(head)?.[1];
    const [, poolName, prefix, length] = /^ipv6 local pool (\S+) (\S+\/\d+) (\d+)$/.exec(head) ?? [];
    const route = /^ipv6 route (\S+) Null0$/.exec(head)?.[1];
    if (head.startsWith('ipv6 ')) found = true;
    if (pool !== undefined) pools.push(take(poolLines, { name: pool }));
    else if (name !== undefined && name === outside)
      take(upstreamLines, Object.assign(upstream, { interface: name }));
    else if (name !== undefined) {
      const before = left.length;
      const fields = take(interfaceLines, { name });
      if (fields['address'] !== undefined) interfaces.push(fields);
      else {
        left.length = before;
        unknown(file, block.line, head, 'it has no IPv6 address');
        for (const { text, line } of block.lines)
          unknown(file, line, text, 'its interface has no IPv6 address');
      }
    } else if (poolName !== undefined) local.set(poolName, { prefix, length: Number(length) });
    else if (head === `ipv6 route ::/0 ${outside ?? ''}`)
      Object.assign(upstream, { interface: outside, defaultRoute: true });
    else if (route !== undefined) aggregates.push({ prefix: route });
    else if (head === 'ipv6 cef') target = 'ios';
    else if (head !== 'ipv6 unicast-routing') {
      unknown(file, block.line, head, 'it is not about IPv6, or the form has no place for it');
      for (const { text, line } of block.lines)
        unknown(file, line, text, 'it belongs to a line that was left');
    }
  }
  if (!found) {
    const names = files.map(({ name }) => name).join(', ');
    throw new ToolError(
      'bad-input',
      `${names} has no line that begins with "ipv6": it is no configuration of IOS`,
    );
  }
  for (const each of pools) {
    const { delegation } = each;
    if (typeof delegation !== 'object' || delegation === null || !('localPool' in delegation)) continue;
    Object.assign(delegation, local.get(String(delegation.localPool)) ?? {});
  }
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  const values = {
    target,
    ...(upstream['interface'] === undefined ? {} : { upstream }),
    pools,
    interfaces,
    aggregates,
  };
  return { values, left };
}
