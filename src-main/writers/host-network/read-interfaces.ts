import type { SourceFile } from '../../../src-core/api/writers.ts';
import { attempt } from '../../../src-core/net/parse-error.ts';
import { lengthOfMask } from '../../../src-core/net/mask-length.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine } from '../writer.ts';
import { flagOf, isDefault, numberOf, type Found } from './found.ts';

interface Line {
  readonly words: readonly string[];
  readonly text: string;
  readonly line: number;
}

/** One `iface NAME FAMILY METHOD` with its options. */
interface Stanza {
  readonly name: string;
  readonly family: string;
  readonly method: string;
  readonly head: Line;
  readonly options: Line[];
}

/** ifenslave takes the numbers of the kernel as well; they count in this order (bonding.rst, "mode"). */
const numberedModes = [
  'balance-rr',
  'active-backup',
  'balance-xor',
  'broadcast',
  '802.3ad',
  'balance-tlb',
  'balance-alb',
] as const;

/** Other methods make an interface of another kind, a tunnel for one: nothing of them may be taken. */
const methods: ReadonlySet<string> = new Set([
  'inet static',
  'inet dhcp',
  'inet manual',
  'inet6 static',
  'inet6 dhcp',
  'inet6 auto',
  'inet6 manual',
]);

/** Reads a file of interfaces(5). */
export function readInterfaces(file: SourceFile, found: Found): LeftLine[] {
  const left: LeftLine[] = [];
  const unknown = ({ line, text }: Line, why: string) => {
    left.push({ file: file.name, line, text: visibleText(text, 2000), kind: 'unknown', why });
  };
  const stanzas: Stanza[] = [];
  const started = new Map<string, { readonly start: 'boot' | 'hotplug'; readonly line: Line }>();
  let open: Stanza | undefined;
  for (const line of linesOf(file, left)) {
    const [keyword = '', name = '', family = '', method = ''] = line.words;
    if (keyword === 'auto' || keyword === 'allow-auto' || keyword === 'allow-hotplug') {
      open = undefined;
      for (const word of line.words.slice(1)) {
        const one = withoutAlias(word);
        if (word === one) started.set(one, { start: keyword === 'allow-hotplug' ? 'hotplug' : 'boot', line });
      }
    } else if (keyword === 'iface') {
      open = { name: withoutAlias(name), family, method, head: line, options: [] };
      stanzas.push(open);
      if (line.words.length !== 4) unknown(line, 'expected "iface NAME FAMILY METHOD"');
      if (open.name !== name) {
        // ip-address(8) needs no aliases; the kernel knows no interface of such a name.
        unknown(line, `an alias: what it has is given to ${open.name}, without the label`);
        if (!started.has(open.name)) started.set(open.name, { start: 'boot', line });
      }
    } else if (
      /^(mapping|template|source|source-directory|no-auto-down|no-scripts|rename|allow-.*)$/.test(keyword)
    ) {
      open = undefined;
      unknown(line, `the form has no "${keyword}"`);
    } else if (open === undefined) unknown(line, 'it belongs to no interface');
    else open.options.push(line);
  }
  // They keep their order: a member names its bond, which may come later.
  for (const { name, family, method } of stanzas)
    if (methods.has(`${family} ${method}`)) found.interface(name);
  for (const stanza of stanzas) {
    if (stanza.name === 'lo' && stanza.method === 'loopback') {
      for (const line of stanza.options) unknown(line, 'the form has no addresses of the loopback');
      continue;
    }
    if (!methods.has(`${stanza.family} ${stanza.method}`)) {
      for (const line of [stanza.head, ...stanza.options])
        unknown(line, `the form has no "${stanza.family} ${stanza.method}"`);
      continue;
    }
    const start = started.get(stanza.name)?.start;
    if (start === undefined)
      unknown(stanza.head, 'it has no "auto": the form brings every interface up at the start');
    else found.interface(stanza.name).fields['start'] = start;
    readStanza(stanza, found, unknown);
  }
  for (const [name, { line }] of started)
    if (!stanzas.some((stanza) => stanza.name === name)) unknown(line, `this file has no "iface ${name}"`);
  return left;
}

/** `eth0:1` is an alias of eth0 (interfaces(5), "Alias interfaces"). */
function withoutAlias(name: string): string {
  return name.replace(/:.*$/, '');
}

function linesOf(file: SourceFile, left: LeftLine[]): Line[] {
  const lines = file.text.split(/\r?\n/);
  const read: Line[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    let text = (lines[index] ?? '').trim();
    if (text.startsWith('#')) {
      left.push({ file: file.name, line, text, kind: 'comment', why: 'a comment' });
      continue;
    }
    while (text.endsWith('\\') && index + 1 < lines.length)
      text = `${text.slice(0, -1).trim()} ${(lines[++index] ?? '').trim()}`;
    if (text !== '') read.push({ words: text.split(/\s+/), text, line });
  }
  return read;
}

function readStanza(stanza: Stanza, found: Found, unknown: (line: Line, why: string) => void): void {
  const { name, family, method } = stanza;
  const { fields, addresses } = found.interface(name);
  const place = `${family} ${method}`;
  if (place === 'inet dhcp') fields['dhcp4'] = true;
  if (place === 'inet6 dhcp') fields['dhcp6'] = true;
  // Without a word of interfaces(5) the kernel heeds advertisements; "static" stops it (interfaces(5)).
  if (place === 'inet6 static') fields['routerAdvertisements'] ??= false;
  if (place === 'inet6 dhcp' || place === 'inet6 auto') fields['routerAdvertisements'] = true;
  const id = /^(.+)\.(\d{1,4})$/.exec(name);
  if (id !== null)
    Object.assign(fields, { kind: 'vlan', vlanId: Number(id[2]), link: fields['link'] ?? id[1] });
  const options = new Map(stanza.options.map((line) => [keyOf(line), line]));
  const mask = options.get('netmask')?.words[1];
  for (const line of stanza.options) {
    const value = line.words.slice(1).join(' ');
    if (keyOf(line) === 'address') {
      const length = mask === undefined ? undefined : (attempt(() => lengthOfMask(mask)) ?? mask);
      addresses.push(value.includes('/') || length === undefined ? value : `${value}/${length}`);
    } else if (keyOf(line) !== 'netmask' && !takeOption(found, name, line, value))
      unknown(line, `the form cannot hold this "${line.words[0] ?? ''}"`);
  }
}

/** bridge_ports and bridge-ports, bond-mode and bond_mode are the same. */
function keyOf({ words }: Line): string {
  return (words[0] ?? '').replaceAll('_', '-');
}

function takeOption(found: Found, name: string, line: Line, value: string): boolean {
  const one = found.interface(name);
  const set = (field: string, content: unknown) => {
    if (content === undefined) return false;
    one.fields[field] = content;
    return true;
  };
  const words = line.words.slice(1);
  switch (keyOf(line)) {
    case 'gateway':
      return found.gateway(name, value);
    case 'hwaddress':
      return set('mac', words.at(-1));
    case 'mtu':
      return set('mtu', numberOf(value));
    case 'accept-ra':
    case 'autoconf':
      return ['0', '1'].includes(value) && set('routerAdvertisements', value === '1');
    case 'privext':
      return ['0', '2'].includes(value) && set('privacy', value === '2');
    case 'dns-nameservers':
    case 'dns-nameserver':
      return one.dns.push(...words) > 0;
    case 'dns-search':
    case 'dns-domain':
      return one.search.push(...words) > 0;
    case 'vlan-raw-device': {
      const id = /(\d{1,4})$/.exec(name)?.[1];
      return (
        set('kind', 'vlan') && set('link', value) && set('vlanId', id === undefined ? undefined : Number(id))
      );
    }
    case 'bridge-ports':
      for (const member of words) if (member !== 'none') found.member(name, member);
      return set('kind', 'bridge') && !words.includes('all') && !words.includes('regex');
    case 'bridge-stp':
      return set('kind', 'bridge') && set('stp', flagOf(value));
    case 'bond-master':
      found.interface(value).fields['kind'] = 'bond';
      found.member(value, name);
      return true;
    case 'slaves':
    case 'bond-slaves':
      for (const member of words) if (member !== 'none') found.member(name, member);
      return set('kind', 'bond');
    case 'bond-mode':
      return set('kind', 'bond') && set('bondMode', numberedModes[Number(value)] ?? value);
    case 'bond-miimon':
      return set('miimon', numberOf(value));
    case 'bond-updelay':
      return set('upDelay', numberOf(value));
    case 'bond-downdelay':
      return set('downDelay', numberOf(value));
    case 'pre-up': {
      const seconds = /^sleep (\d{1,3})$/.exec(value)?.[1];
      return set('wait', seconds === undefined ? undefined : Number(seconds));
    }
    case 'up':
    case 'post-up':
      return takeCommand(found, name, value);
    default:
      return false;
  }
}

function takeCommand(found: Found, name: string, command: string): boolean {
  if (command === `sysctl -q -w net/ipv6/conf/${name}/accept_ra=0`) {
    found.interface(name).fields['routerAdvertisements'] = false;
    return true;
  }
  const route =
    /^(?:\/s?bin\/)?ip (?:-[46] )?r(?:oute)? add (\S+) via (\S+)(?: dev (\S+))?(?: onlink)?$/.exec(command);
  const [, to, via, device] = route ?? [];
  if (
    to === undefined ||
    via === undefined ||
    (device !== undefined && device !== name && device !== '$IFACE')
  )
    return false;
  if (isDefault(to)) return found.gateway(name, via);
  return found.interface(name).routes.push({ to, via }) > 0;
}
