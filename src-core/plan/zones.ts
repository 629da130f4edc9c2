import { ToolError } from '../api/errors.ts';
import { isClassless, zonePartsOf } from '../calculate/reverse-zones.ts';
import { bitsOf, type Address } from '../net/address.ts';
import { containsAddress, lengthOf, networkOf, prefixFamily, type Prefix } from '../net/prefix.ts';
import { reverseName } from '../net/reverse.ts';
import { parts, split } from '../net/split.ts';
import { descendants, type Plan } from './tree.ts';

/** What a zone file needs besides its names. */
export interface ZoneSettings {
  /** The domain of the hosts, without the final dot. */
  readonly domain: string;
  /** The name server of the zones. */
  readonly server: string;
  /** The mailbox of who is responsible, as a name (RFC 1035 section 3.3.13): `hostmaster.example.org`. */
  readonly contact: string;
  /** RFC 1982: 0 to 4294967295. */
  readonly serial: number;
  /** In seconds. */
  readonly ttl: number;
}

/** A zone and its file. */
export interface ZoneFile {
  readonly name: string;
  readonly text: string;
}

interface NamedAddress {
  readonly name: string;
  readonly address: Address;
}

/**
 * A host name by RFC 1035 section 2.3.1 and RFC 1123 section 2.1, in lower case and without the final dot: letters,
 * digits and hyphens, so that nothing in it can end a line, begin a remark or a directive.
 * @throws ToolError bad-input
 */
export function checkHostName(text: string): string {
  const name = text.toLowerCase().replace(/\.$/, '');
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
  if (name.length > 253 || !name.split('.').every((each) => label.test(each)))
    throw new ToolError(
      'bad-input',
      `${JSON.stringify(text.slice(0, 80))} is not a host name: letters, digits and hyphens, in parts of up to 63, joined by dots.`,
    );
  return name;
}

/**
 * The names of all nodes that are hosts, with their addresses.
 * @throws ToolError bad-input for a host that has no valid name, or a prefix in place of an address
 */
function hostsOf(plan: Plan, domain: string): NamedAddress[] {
  const end = `.${checkHostName(domain)}`;
  return descendants(plan, null)
    .filter(({ node }) => node.role === 'host')
    .flatMap(({ node }) => {
      const own = checkHostName(node.name);
      const name = checkHostName(own === end.slice(1) || own.endsWith(end) ? own : `${own}${end}`);
      return [node.ipv6, node.ipv4]
        .filter((prefix) => prefix !== null)
        .map((prefix) => {
          if (lengthOf(prefix) !== bitsOf(prefixFamily(prefix)))
            throw new ToolError(
              'bad-input',
              `The host "${node.name}" has the prefix ${prefix}; a host is one address.`,
            );
          return { name, address: networkOf(prefix) };
        });
    })
    .toArray();
}

/**
 * The zone of the domain for BIND: A and AAAA of every host.
 * @throws ToolError bad-input; also for a name server of the domain that is no host of the plan, for named does not load
 * a zone whose name server has no address in it (RFC 1912 section 2.8)
 */
export function forwardZone(plan: Plan, settings: ZoneSettings): ZoneFile {
  const domain = checkHostName(settings.domain);
  const server = checkHostName(settings.server);
  const hosts = hostsOf(plan, domain);
  if ((server === domain || server.endsWith(`.${domain}`)) && !hosts.some(({ name }) => name === server))
    throw new ToolError(
      'bad-input',
      `The name server ${server} is in the domain and no host of the plan has that name, so the zone has no address for it: add it to the plan, or name one outside of the domain.`,
    );
  const records = hosts.map(
    ({ name, address }) => `${name}. IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`,
  );
  return zoneFile(domain, settings, records);
}

/**
 * The reverse zones of a prefix for BIND: ip6.arpa cut by nibble (RFC 3596 section 2.5), in-addr.arpa by octet, and
 * one zone by RFC 2317 for IPv4 of /25 to /31. Several zones where the prefix ends in between.
 * @throws ToolError bad-input
 */
export function reverseZoneFiles(plan: Plan, prefix: Prefix, settings: ZoneSettings): ZoneFile[] {
  const hosts = hostsOf(plan, settings.domain);
  return zonePartsOf(prefix).map(({ name, part }) => {
    const classless = isClassless(part);
    const records = hosts
      .filter(({ address }) => containsAddress(part, address))
      .map((host) => {
        const reverse = reverseName(host.address);
        const owner = classless ? `${reverse.slice(0, reverse.indexOf('.'))}.${name}` : reverse;
        return `${owner}. IN PTR ${host.name}.`;
      });
    return zoneFile(name, settings, records);
  });
}

/**
 * The lines that the owner of the /24 puts in its zone for a prefix of /25 to /31 (RFC 2317 section 4): the name server
 * of the zone, and for each address where its name is. None for other prefixes.
 */
export function classlessDelegation(prefix: Prefix, server: string): string {
  if (!isClassless(prefix)) return '';
  const [zone] = zonePartsOf(prefix);
  const aliases = Array.from(parts(split(prefix, 32)), (each) => {
    const name = reverseName(networkOf(each));
    return `${name}. IN CNAME ${name.slice(0, name.indexOf('.'))}.${zone?.name}.`;
  });
  return `${[`${zone?.name}. IN NS ${checkHostName(server)}.`, ...aliases].join('\n')}\n`;
}

/** Lines for /etc/hosts: the address, the whole name, and the name without the domain. @throws ToolError bad-input */
export function hostsFile(plan: Plan, domain: string): string {
  const end = `.${checkHostName(domain)}`;
  return hostsOf(plan, domain)
    .map(
      ({ name, address }) =>
        `${address}\t${name}${name.endsWith(end) ? ` ${name.slice(0, -end.length)}` : ''}\n`,
    )
    .join('');
}

/** Every name in full, so that no origin is added to one by mistake. */
function zoneFile(name: string, settings: ZoneSettings, records: readonly string[]): ZoneFile {
  const { serial, ttl } = settings;
  const server = checkHostName(settings.server);
  const contact = checkHostName(settings.contact);
  if (!Number.isInteger(serial) || serial < 0 || serial > 4_294_967_295)
    throw new ToolError('bad-input', `A serial number is 0 to 4294967295, not ${serial} (RFC 1982).`);
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > 2_147_483_647)
    throw new ToolError(
      'bad-input',
      `A time to live is 0 to 2147483647 seconds, not ${ttl} (RFC 2181 section 8).`,
    );
  const lines = [
    `$TTL ${ttl}`,
    `${name}. IN SOA ${server}. ${contact}. ${serial} 86400 7200 3600000 ${ttl}`,
    `${name}. IN NS ${server}.`,
    ...records,
  ];
  return { name, text: `${lines.join('\n')}\n` };
}
