import { at, Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import { lengthOf, networkOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { forward, forwardNoMore } from '../forms/forwarding.ts';
import { forever } from '../forms/router-advertisement-fields.ts';
import type { RadvdInterface, RadvdValues } from './schema.ts';
import { radvdAddress } from './words.ts';

/** radvd.conf(5): what is at its default is left out. */
export function write({ target, interfaces }: RadvdValues): Written {
  const lines = new Lines();
  interfaces.forEach((one, index) => {
    if (index > 0) lines.blank();
    writeInterface(lines, one, at('interfaces', index), target);
  });
  return {
    files: [
      {
        path: 'etc/radvd.conf',
        language: 'braces',
        about: 'What radvd advertises on each interface.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: 'radvd -c -C /etc/radvd.conf', about: 'Checks the file.' },
      forward,
      { text: 'systemctl restart radvd', about: 'Advertises from now on.' },
    ],
    undo: [
      { text: 'systemctl stop radvd', about: 'Says good-bye with a router lifetime of 0.' },
      forwardNoMore,
    ],
  };
}

const onOff = (value: boolean) => (value ? 'on' : 'off');
const prefixText = (prefix: Prefix) => `${radvdAddress(networkOf(prefix))}/${lengthOf(prefix)}`;
const seconds = (value: number) => (value === forever ? 'infinity' : String(value));

function writeInterface(lines: Lines, one: RadvdInterface, path: string, target: string): void {
  const field = (name: string) => at(path, name);
  const unlessDefault = (
    name: string,
    keyword: string,
    value: boolean | string,
    standard: boolean | string,
  ) => {
    if (value === standard) return;
    lines.add(`${keyword} ${typeof value === 'boolean' ? onOff(value) : value};`, field(name));
  };
  lines.block(
    `interface ${one.name} {`,
    '};',
    () => {
      lines.add('AdvSendAdvert on;');
      unlessDefault('ignoreIfMissing', 'IgnoreIfMissing', one.ignoreIfMissing, true);
      unlessDefault('unicastOnly', 'UnicastOnly', one.unicastOnly, false);
      lines.maybe(one.minInterval, (value) => `MinRtrAdvInterval ${value};`, field('minInterval'));
      lines.add(`MaxRtrAdvInterval ${one.maxInterval};`, field('maxInterval'));
      unlessDefault('managed', 'AdvManagedFlag', one.managed, false);
      unlessDefault('otherConfig', 'AdvOtherConfigFlag', one.otherConfig, false);
      lines.maybe(one.defaultLifetime, (value) => `AdvDefaultLifetime ${value};`, field('defaultLifetime'));
      unlessDefault('preference', 'AdvDefaultPreference', one.preference, 'medium');
      lines.maybe(one.mtu, (value) => `AdvLinkMTU ${value};`, field('mtu'));
      lines.maybe(one.hopLimit, (value) => `AdvCurHopLimit ${value};`, field('hopLimit'));
      lines.maybe(one.reachableTime, (value) => `AdvReachableTime ${value};`, field('reachableTime'));
      lines.maybe(one.retransmitTimer, (value) => `AdvRetransTimer ${value};`, field('retransmitTimer'));
      one.prefixes.forEach((item, index) => writePrefix(lines, item, at(path, 'prefixes', index)));
      one.routes.forEach((item, index) => writeRoute(lines, item, at(path, 'routes', index)));
      one.rdnss.forEach((item, index) => {
        const own = at(path, 'rdnss', index);
        const from = item.addresses.map((_, number) => at(own, 'addresses', number));
        const head = `RDNSS ${item.addresses.map(radvdAddress).join(' ')}`;
        writeTimed(lines, head, 'AdvRDNSSLifetime', item.lifetime, own, from);
      });
      one.dnssl.forEach((item, index) => {
        const own = at(path, 'dnssl', index);
        const from = item.domains.map((_, number) => at(own, 'domains', number));
        writeTimed(lines, `DNSSL ${item.domains.join(' ')}`, 'AdvDNSSLLifetime', item.lifetime, own, from);
      });
      if (target === '2.19') return;
      one.nat64.forEach((item, index) => {
        const own = at(path, 'nat64', index);
        const from = [at(own, 'prefix')];
        writeTimed(
          lines,
          `nat64prefix ${prefixText(item.prefix)}`,
          'AdvValidLifetime',
          item.lifetime,
          own,
          from,
        );
      });
    },
    field('name'),
  );
}

function writePrefix(lines: Lines, item: RadvdInterface['prefixes'][number], path: string): void {
  const field = (name: string) => at(path, name);
  lines.block(
    `prefix ${prefixText(item.prefix)} {`,
    '};',
    () => {
      lines.add(`AdvOnLink ${onOff(item.onLink)};`, field('onLink'));
      lines.add(`AdvAutonomous ${onOff(item.autonomous)};`, field('autonomous'));
      lines.add(`AdvValidLifetime ${seconds(item.validLifetime)};`, field('validLifetime'));
      lines.add(`AdvPreferredLifetime ${seconds(item.preferredLifetime)};`, field('preferredLifetime'));
      if (item.deprecateAtEnd) lines.add('DeprecatePrefix on;', field('deprecateAtEnd'));
      if (item.decrementLifetimes) lines.add('DecrementLifetimes on;', field('decrementLifetimes'));
    },
    field('prefix'),
  );
}

function writeRoute(lines: Lines, item: RadvdInterface['routes'][number], path: string): void {
  lines.block(
    `route ${prefixText(item.prefix)} {`,
    '};',
    () => {
      if (item.preference !== 'medium')
        lines.add(`AdvRoutePreference ${item.preference};`, at(path, 'preference'));
      lines.maybe(item.lifetime, (value) => `AdvRouteLifetime ${seconds(value)};`, at(path, 'lifetime'));
    },
    at(path, 'prefix'),
  );
}

function writeTimed(
  lines: Lines,
  head: string,
  keyword: string,
  lifetime: number | undefined,
  path: string,
  from: readonly string[],
): void {
  lines.block(
    `${head} {`,
    '};',
    () => lines.maybe(lifetime, (value) => `${keyword} ${seconds(value)};`, at(path, 'lifetime')),
    ...from,
  );
}
