import type { InterfaceAddressInfo, NetworkInterface } from '../../src-core/api/interfaces.ts';
import { tryParseAddress } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64, tryParseMac, type Mac } from '../../src-core/net/mac.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { runText } from './run-text.ts';

/**
 * macOS: `ifconfig -a -L -v` (-L adds the lifetimes, -v the index and the type). A sample, shortened:
 *
 * en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500 index 11
 * 	ether 02:00:5e:10:00:01
 * 	inet6 fe80::1c:2d%en0 prefixlen 64 secured scopeid 0xb
 * 	inet6 2001:db8:1::5 prefixlen 64 autoconf temporary pltime 14398 vltime 86398
 * 	inet 192.0.2.10 netmask 0xffffff00 broadcast 192.0.2.255
 * 	status: active
 * 	type: Wi-Fi
 * vlan0: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500 index 20
 * 	vlan: 10 parent interface: en0
 */
export function args(): string[] {
  return ['-a', '-L', '-v'];
}

/** An interface as ifconfig tells it; routes and name servers come from elsewhere. */
export interface BsdLink {
  readonly zone: Zone;
  /** 0 where it is not told. */
  readonly index: number;
  readonly mac: Mac | null;
  readonly state: NetworkInterface['state'];
  readonly kind: NetworkInterface['kind'];
  readonly mtu: number | null;
  readonly multicast: boolean;
  readonly addresses: readonly InterfaceAddressInfo[];
  /** The interfaces that are ports of this bridge or bond. */
  readonly members: readonly string[];
}

function kindOfBlock(
  name: string,
  flags: readonly string[],
  lines: readonly string[],
): NetworkInterface['kind'] {
  if (flags.includes('LOOPBACK')) return 'loopback';
  const has = (start: string) => lines.some((line) => line.startsWith(start));
  if (has('vlan: ')) return 'vlan';
  if (has('bond interfaces:')) return 'bond';
  if (name.startsWith('bridge')) return 'bridge';
  if (flags.includes('POINTOPOINT') || /^(gif|stf|utun|ipsec|ppp)\d/.test(name)) return 'tunnel';
  if (has('type: Wi-Fi')) return 'wireless';
  if (has('type: Ethernet')) return 'ethernet';
  return /^(feth|vmenet|vmnet)\d/.test(name) ? 'virtual' : 'unknown';
}

function stateOfBlock(flags: readonly string[], lines: readonly string[]): NetworkInterface['state'] {
  if (!flags.includes('UP')) return 'down';
  const status = lines.find((line) => line.startsWith('status: '))?.slice(8);
  if (status === 'active') return 'up';
  if (status !== undefined) return 'no-carrier';
  return flags.includes('RUNNING') ? 'up' : 'no-carrier';
}

/** Seconds after `pltime` or `vltime`; `infty` and what is missing are null. */
function lifetime(words: readonly string[], name: string): number | null {
  const text = words[words.indexOf(name) + 1];
  return words.includes(name) && /^\d{1,10}$/.test(text ?? '') ? Number(text) : null;
}

/** `0xffffff00`: the ones must stand together. */
function maskLength(text: string): number | undefined {
  if (!/^0x[0-9a-f]{8}$/i.test(text)) return undefined;
  const bits = Number.parseInt(text, 16).toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}

function addressOf(line: string, mac: Mac | null): InterfaceAddressInfo | undefined {
  const words = line.split(/\s+/);
  const address = tryParseAddress((words[1] ?? '').split('%', 1)[0] ?? '');
  const after = (name: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? '') : '');
  const length =
    words[0] === 'inet' ? maskLength(after('netmask')) : Number(after('prefixlen') || Number.NaN);
  if (address === undefined || length === undefined) return undefined;
  if (!Number.isInteger(length) || length < 0 || length > (words[0] === 'inet' ? 32 : 128)) return undefined;
  if (address.includes(':') !== (words[0] === 'inet6')) return undefined;
  return {
    address,
    length,
    kind: kindOf(address),
    temporary: words.includes('temporary'),
    // Detached: the router that advertised its prefix is gone.
    deprecated: words.includes('deprecated') || words.includes('detached'),
    tentative: words.includes('tentative') || words.includes('duplicated'),
    eui64: mac !== null && macOfEui64(address) === mac,
    preferredSeconds: lifetime(words, 'pltime'),
    validSeconds: lifetime(words, 'vltime'),
  };
}

interface Block {
  readonly name: string;
  readonly head: string;
  readonly lines: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n').slice(0, 100_000)) {
    const head = /^([^\s:]{1,64}): (flags=.*)$/.exec(line.slice(0, 2_000));
    if (head !== null) blocks.push({ name: head[1] ?? '', head: head[2] ?? '', lines: [] });
    else if (/^\s/.test(line)) blocks.at(-1)?.lines.push(line.slice(0, 2_000).trim());
  }
  return blocks;
}

/** Reads the output: the links in the system's order, and how many entries could not be understood. */
export function parse(text: string): { links: BsdLink[]; skipped: number } {
  const links: BsdLink[] = [];
  let skipped = 0;
  for (const { name, head, lines } of blocksOf(text)) {
    const zone = attempt(() => parseZone(name));
    if (zone === undefined) {
      skipped++;
      continue;
    }
    const flags = (/<([A-Z0-9_,]*)>/i.exec(head)?.[1] ?? '').split(',');
    const ether = lines.find((line) => line.startsWith('ether '))?.slice(6);
    const mac = tryParseMac(ether ?? '') ?? null;
    const addresses: InterfaceAddressInfo[] = [];
    for (const line of lines.filter((each) => /^inet6? /.test(each))) {
      const address = addressOf(line, mac);
      if (address === undefined) skipped++;
      else addresses.push(address);
    }
    const scope = lines.flatMap((line) => /\bscopeid 0x([0-9a-f]{1,8})\b/.exec(line)?.[1] ?? [])[0];
    const mtu = /\bmtu (\d{1,9})\b/.exec(head)?.[1];
    links.push({
      zone,
      mac,
      addresses,
      multicast: flags.includes('MULTICAST'),
      index: Number(/\bindex (\d{1,9})\b/.exec(head)?.[1] ?? Number.parseInt(scope ?? '0', 16)),
      state: stateOfBlock(flags, lines),
      kind: kindOfBlock(name, flags, lines),
      mtu: mtu === undefined ? null : Number(mtu),
      members: lines.flatMap((line) => {
        const bonded = /^bond interfaces: (.*)$/.exec(line)?.[1];
        return bonded === undefined ? (/^member: (\S+)/.exec(line)?.slice(1, 2) ?? []) : bonded.split(/\s+/);
      }),
    });
  }
  return { links, skipped };
}

/** @throws ToolError */
export async function read(signal?: AbortSignal): Promise<ReturnType<typeof parse>> {
  return parse(await runText('ifconfig', args(), { signal }));
}
