import { lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import { at, Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import type { RtadvdInterface, RtadvdValues } from './schema.ts';

/** rtadvd.conf(5) in the form of termcap(5), and the lines of rc.conf(5) that start it. */
export function write({ interfaces }: RtadvdValues): Written {
  const lines = new Lines();
  interfaces.forEach((one, index) => {
    if (index > 0) lines.blank();
    const path = at('interfaces', index);
    const fields = fieldsOf(one, path);
    lines.add(`${one.name}:\\`, at(path, 'name'));
    fields.forEach(({ text, from }, place) => {
      lines.add(`\t:${text}:${place === fields.length - 1 ? '' : '\\'}`, ...from);
    });
  });
  const names = interfaces.map(({ name }) => name).join(' ');
  return {
    files: [
      {
        path: 'etc/rtadvd.conf',
        language: 'plain',
        about: 'What rtadvd advertises on each interface.',
        lines: lines.lines,
      },
      {
        path: 'etc/rc.conf.d/rtadvd',
        language: 'shell',
        about: 'Starts rtadvd on these interfaces; the lines may stand in /etc/rc.conf as well.',
        lines: [
          { text: 'rtadvd_enable="YES"', from: [] },
          {
            text: `rtadvd_interfaces="${names}"`,
            from: interfaces.map((_, index) => at('interfaces', index, 'name')),
          },
        ],
      },
    ],
    apply: [
      { text: 'sysrc ipv6_gateway_enable=YES', about: 'A router forwards; rtadvd asks for it.' },
      { text: 'service routing restart', about: 'Forwards from now on.' },
      { text: 'service rtadvd restart', about: 'Advertises from now on.' },
      { text: 'rtadvctl show', about: 'Tells what is advertised.' },
    ],
    undo: [
      { text: 'service rtadvd onestop', about: 'Says good-bye with a router lifetime of 0.' },
      { text: 'rm /etc/rc.conf.d/rtadvd', about: 'It is not started again.' },
    ],
  };
}

interface Field {
  readonly text: string;
  readonly from: readonly string[];
}

function fieldsOf(one: RtadvdInterface, path: string): Field[] {
  const fields: Field[] = [];
  const add = (text: string, ...from: readonly string[]) =>
    fields.push({ text, from: from.map((name) => at(path, name)) });
  const number = (capability: string, name: string, value: number | undefined) => {
    if (value !== undefined) add(`${capability}#${value}`, name);
  };
  number('maxinterval', 'maxInterval', one.maxInterval);
  number('mininterval', 'minInterval', one.minInterval);
  const flags = `${one.managed ? 'm' : ''}${one.otherConfig ? 'o' : ''}${preferences[one.preference]}`;
  if (flags !== '') add(`raflags="${flags}"`, 'managed', 'otherConfig', 'preference');
  number('rltime', 'defaultLifetime', one.defaultLifetime);
  number('chlim', 'hopLimit', one.hopLimit);
  number('rtime', 'reachableTime', one.reachableTime);
  number('retrans', 'retransmitTimer', one.retransmitTimer);
  number('mtu', 'mtu', one.mtu);
  if (!one.linkLayerAddress) add('nolladdr', 'linkLayerAddress');
  if (!one.interfacePrefixes) add('noifprefix', 'interfacePrefixes');
  one.prefixes.forEach((item, index) => {
    const n = numbered(index);
    const own = at('prefixes', index);
    add(`addr${n}="${networkOf(item.prefix)}":prefixlen${n}#${lengthOf(item.prefix)}`, at(own, 'prefix'));
    const info = `${item.onLink ? 'l' : ''}${item.autonomous ? 'a' : ''}`;
    // An empty string would be no value at all.
    if (info !== 'la')
      add(`pinfoflags${n}${info === '' ? '#0' : `="${info}"`}`, at(own, 'onLink'), at(own, 'autonomous'));
    add(`vltime${n}#${item.validLifetime}`, at(own, 'validLifetime'));
    add(`pltime${n}#${item.preferredLifetime}`, at(own, 'preferredLifetime'));
    if (item.decrementLifetimes) add(`vltimedecr${n}:pltimedecr${n}`, at(own, 'decrementLifetimes'));
  });
  one.routes.forEach((item, index) => {
    const n = numbered(index);
    const own = at('routes', index);
    add(`rtprefix${n}="${networkOf(item.prefix)}":rtplen${n}#${lengthOf(item.prefix)}`, at(own, 'prefix'));
    if (item.preference !== 'medium')
      add(`rtflags${n}="${preferences[item.preference]}"`, at(own, 'preference'));
    add(`rtltime${n}#${item.lifetime}`, at(own, 'lifetime'));
  });
  one.rdnss.forEach((item, index) => {
    const n = numbered(index);
    const own = at('rdnss', index);
    add(
      `rdnss${n}="${item.addresses.join(',')}"`,
      ...item.addresses.map((_, place) => at(own, 'addresses', place)),
    );
    if (item.lifetime !== undefined) add(`rdnssltime${n}#${item.lifetime}`, at(own, 'lifetime'));
  });
  one.dnssl.forEach((item, index) => {
    const n = numbered(index);
    const own = at('dnssl', index);
    add(
      `dnssl${n}="${item.domains.join(',')}"`,
      ...item.domains.map((_, place) => at(own, 'domains', place)),
    );
    if (item.lifetime !== undefined) add(`dnsslltime${n}#${item.lifetime}`, at(own, 'lifetime'));
  });
  return fields;
}

const preferences = { low: 'l', medium: '', high: 'h' } as const;

/** rtadvd counts `addr`, `addr0`, `addr1`, and stops at the first that lacks (getconfig in its config.c). */
function numbered(index: number): string {
  return index === 0 ? '' : String(index - 1);
}

/** The length of an interface's entry as rtadvd holds it: its lines joined. */
export function entryLength(one: RtadvdInterface): number {
  return fieldsOf(one, '').reduce((sum, { text }) => sum + text.length + 3, one.name.length + 1);
}
