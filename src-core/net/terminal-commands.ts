import { family, type Address } from './address.ts';
import { kindOf } from './kind.ts';
import { formatScoped, formatUriHost, needsZone, type ScopedAddress, type Zone } from './zone.ts';

/** A command line for the person's own terminal: shown and copied, never run by this program. */
export interface TerminalCommand {
  readonly id: string;
  readonly label: string;
  readonly command: string;
}

/** One way in which an address can be copied. */
export interface CopyForm {
  readonly id: 'plain' | 'zone' | 'ping' | 'ssh' | 'curl' | 'uri';
  readonly label: string;
  readonly text: string;
}

/** Quotes one word for the shells of a platform. Words that every such shell takes literally stay as they are. */
type Quote = (word: string) => string;

/** @param platform as `process.platform` says it */
export function quoteFor(platform: string): Quote {
  return platform === 'win32' ? quoteWindows : quotePosix;
}

interface Target {
  readonly address: Address;
  readonly zone: Zone | undefined;
  readonly six: boolean;
  /** `fe80::1%eth0`, quoted. */
  readonly scoped: string;
  /** `'http://[fe80::1%25eth0]/'`, quoted, with the zone as curl wants it: not percent-encoded. */
  readonly url: string;
  readonly quote: Quote;
}

type Row = readonly [id: string, label: string, command: string];

/**
 * The exact commands for a terminal that reach this address, with its zone.
 * @param platform as `process.platform` says it: `linux`, `darwin` or `win32`; any other is treated as Linux
 * @returns multicast and broadcast addresses have `ping` alone. Nothing for an unspecified address, and nothing for
 * a link-local or multicast address whose zone is not known: no program could reach it. ssh and curl are left out
 * for zones with characters that they refuse.
 */
export function terminalCommands(target: ScopedAddress, platform: string): TerminalCommand[] {
  const { address } = target;
  const kind = kindOf(address);
  const zone = needsZone(address) ? target.zone : undefined;
  if (kind === 'unspecified' || (needsZone(address) && zone === undefined)) return [];
  const quote = quoteFor(platform);
  const six = family(address) === 6;
  const host = six ? `[${address}${zone === undefined ? '' : `%25${zone}`}]` : address;
  const scoped = quote(formatScoped({ address, zone }));
  const rows = rowsOf(platform)({ address, zone, six, scoped, url: quote(`http://${host}/`), quote });
  const group = kind === 'multicast' || kind === 'broadcast';
  return rows
    .filter(([id]) => (!group || id === 'ping') && (isPlainZone(zone) || (id !== 'ssh' && id !== 'curl')))
    .map(([id, label, command]) => ({
      id,
      label,
      command: kind === 'broadcast' && platform !== 'win32' ? broadcastPing(platform, address) : command,
    }));
}

/**
 * The forms in which an address is copied: as it is, with its zone, as commands for ping, ssh and curl, and as a
 * URI (RFC 6874). Forms that say no more than another, or that cannot work, are left out.
 */
export function copyForms(target: ScopedAddress, platform: string): CopyForm[] {
  const { address, zone } = target;
  const forms: CopyForm[] = [{ id: 'plain', label: 'Address', text: address }];
  const scoped = formatScoped(target);
  if (scoped !== address) forms.push({ id: 'zone', label: 'Address with zone', text: scoped });
  const commands = terminalCommands(target, platform);
  for (const id of ['ping', 'ssh', 'curl'] as const) {
    const found = commands.find((command) => command.id === id);
    if (found) forms.push({ id, label: `For ${id}`, text: found.command });
  }
  if (commands.some(({ id }) => id !== 'ping')) {
    forms.push({ id: 'uri', label: 'Web address', text: `http://${formatUriHost({ address, zone })}/` });
  }
  return forms;
}

function rowsOf(platform: string): (target: Target) => Row[] {
  if (platform === 'darwin') return darwinRows;
  return platform === 'win32' ? windowsRows : linuxRows;
}

function linuxRows({ address, zone, six, scoped, url, quote }: Target): Row[] {
  const version = six ? '-6' : '-4';
  // iproute2 knows an interface of which only the index is told as "if12".
  const device = zone === undefined ? '' : ` dev ${quote(/^[0-9]+$/.test(zone) ? `if${zone}` : zone)}`;
  return [
    ['ping', 'Ping', `ping ${version} -c 4 ${scoped}`],
    ['ssh', 'SSH', `ssh ${scoped}`],
    ['curl', 'Fetch its web page', `curl -g ${version} ${url}`],
    ['traceroute', 'Trace the route', `traceroute ${version} -n ${scoped}`],
    ['tracepath', 'Trace the route with its MTU', `tracepath ${version} -n ${scoped}`],
    ['nmap', 'Scan its ports', `nmap ${version} -n -Pn ${scoped}`],
    ['ncat', 'Connect to port 80', `ncat ${version} -v ${scoped} 80`],
    ['telnet', 'Connect to port 23', `telnet ${scoped} 23`],
    ['neighbour', 'Show the neighbour entry', `ip ${version} neigh show to ${address}${device}`],
  ];
}

function darwinRows({ six, scoped, url }: Target): Row[] {
  const version = six ? '-6' : '-4';
  return [
    ['ping', 'Ping', `${six ? 'ping6' : 'ping'} -c 4 ${scoped}`],
    ['ssh', 'SSH', `ssh ${scoped}`],
    ['curl', 'Fetch its web page', `curl -g ${version} ${url}`],
    ['traceroute', 'Trace the route', `${six ? 'traceroute6' : 'traceroute'} -n ${scoped}`],
    ['nmap', 'Scan its ports', `nmap ${version} -n -Pn ${scoped}`],
    ['netcat', 'Connect to port 80', `nc ${version} -v ${scoped} 80`],
    ['neighbour', 'Show the neighbour entry', six ? `ndp -n ${scoped}` : `arp -n ${scoped}`],
  ];
}

/** For cmd and PowerShell alike; `curl.exe` and `Get-NetNeighbor` because PowerShell's own `curl` is another program. */
function windowsRows({ address, zone, six, scoped, url, quote }: Target): Row[] {
  const version = six ? '-6' : '-4';
  const by = zone !== undefined && /^[0-9]+$/.test(zone) ? '-InterfaceIndex' : '-InterfaceAlias';
  const device = zone === undefined ? '' : ` ${by} ${quote(zone)}`;
  return [
    ['ping', 'Ping', `ping ${version} ${scoped}`],
    ['ssh', 'SSH', `ssh ${scoped}`],
    ['curl', 'Fetch its web page', `curl.exe -g ${version} ${url}`],
    ['traceroute', 'Trace the route', `tracert ${version} -d ${scoped}`],
    ['nmap', 'Scan its ports', `nmap ${version} -n -Pn ${scoped}`],
    ['connect', 'Connect to port 80 (PowerShell)', `Test-NetConnection ${scoped} -Port 80`],
    ['neighbour', 'Show the neighbour entry (PowerShell)', `Get-NetNeighbor -IPAddress ${address}${device}`],
  ];
}

/** iputils ping refuses a broadcast address without -b; the ping of macOS knows no -b of that meaning. */
function broadcastPing(platform: string, address: Address): string {
  return platform === 'darwin' ? `ping -c 4 ${address}` : `ping -4 -b -c 4 ${address}`;
}

/**
 * True where ssh and curl take the zone: the unreserved characters of RFC 3986. ssh refuses those that mean something
 * to a shell, and curl neither decodes a percent-encoded zone nor takes `#`, `?` and `@` in one.
 */
function isPlainZone(zone: Zone | undefined): boolean {
  return zone === undefined || /^[A-Za-z0-9._~-]+$/.test(zone);
}

/** For sh, bash, zsh, dash and fish: in single quotes where any of them could give a character a meaning. */
function quotePosix(word: string): string {
  if (/^[A-Za-z0-9_.:%/@+-]+$/.test(word)) return word;
  // fish alone reads \\ and \' within single quotes; a backslash therefore stands in double quotes of its own.
  return `'${word.replace(/['\\]/g, (character) => (character === "'" ? `'"'"'` : `'"\\\\"'`))}'`;
}

/**
 * For cmd and PowerShell: in double quotes, which both read alike as long as no `$`, backtick, exclamation mark or
 * quote (PowerShell takes the curly ones too) stands inside; then in PowerShell's single quotes.
 */
function quoteWindows(word: string): string {
  if (/^[A-Za-z0-9_.:%/+-]+$/.test(word)) return word;
  if (!/["$`!“”„]/u.test(word)) return `"${word}"`;
  return `'${word.replace(/['‘’‚‛]/gu, '$&$&')}'`;
}
