import { forward, forwardNoMore } from '../forms/forwarding.ts';
import { at, Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import { firewallFile } from './firewall-line.ts';
import type { BabelLink, BirdValues, RipngLink, StaticRoute } from './schema.ts';

/** bird.conf of BIRD 2, or bird6.conf of BIRD 1.6, where channels are not known; and the line of the firewall. */
export function write(values: BirdValues): Written {
  const old = values.target === '1.6';
  const path = old ? 'etc/bird/bird6.conf' : 'etc/bird/bird.conf';
  const [program, service] = old ? ['bird6', 'bird6'] : ['bird', 'bird'];
  const firewall = firewallFile(values);
  return {
    files: [
      {
        path,
        language: 'braces',
        about: 'What BIRD routes, and with which neighbours.',
        lines: configuration(values, old),
      },
      ...(firewall === undefined ? [] : [firewall.file]),
    ],
    apply: [
      { text: `${program} -p -c /${path}`, about: 'Checks the file.' },
      forward,
      ...(firewall?.apply ?? []),
      { text: `systemctl reload-or-restart ${service}`, about: 'Routes from now on.' },
      { text: `birdc${old ? '6' : ''} show protocols`, about: 'Shows whether the protocols are up.' },
    ],
    undo: [
      { text: `systemctl stop ${service}`, about: 'Takes its routes out of the kernel.' },
      ...(firewall?.undo ?? []),
      forwardNoMore,
    ],
  };
}

function configuration(values: BirdValues, old: boolean) {
  const lines = new Lines();
  lines.add('log syslog all;');
  lines.maybe(values.routerId, (id) => `router id ${id};`, 'routerId');
  const protocol = (head: string, body: () => void, ...from: string[]) =>
    lines.blank().block(`protocol ${head} {`, '}', body, ...from);
  /** What goes in and out of a protocol stands in its channel since BIRD 2. */
  const channel = (body: () => void) => (old ? body() : lines.block('ipv6 {', '};', body));

  protocol('device', () => lines.add(`scan time ${values.scanTime};`, 'scanTime'), 'scanTime');
  if (values.connected)
    protocol(
      'direct',
      () => (old ? lines.add('interface "*";', 'connected') : lines.add('ipv6;')),
      'connected',
    );
  protocol('kernel', () => {
    if (values.learn) lines.add('learn;', 'learn');
    if (values.persist) lines.add('persist;', 'persist');
    channel(() => {
      lines.add(values.learn ? 'import all;' : 'import none;', 'learn');
      // The kernel has the routes of its own interfaces already.
      lines.add('export where source != RTS_DEVICE;');
    });
  });
  if (values.routes.length > 0)
    protocol('static', () => {
      if (!old) lines.add('ipv6;');
      values.routes.forEach((route, index) => writeRoute(lines, route, at('routes', index)));
    });
  const policy = (source: string) =>
    channel(() => {
      lines.add('import all;');
      const from = values.announced.map((_, index) => at('announced', index, 'prefix'));
      if (from.length === 0) lines.add('export all;');
      else {
        // What was learnt from one neighbour goes on to the others, whatever it is.
        lines.add(`export where source = ${source} || net ~ [`, ...from);
        lines.indented(() =>
          values.announced.forEach(({ prefix }, index) =>
            lines.add(`${prefix}+${index === from.length - 1 ? '' : ','}`, at('announced', index, 'prefix')),
          ),
        );
        lines.add('];', ...from);
      }
    });
  if (values.babel.length > 0)
    protocol('babel', () => {
      values.babel.forEach((link, index) => writeBabel(lines, link, at('babel', index), old));
      policy('RTS_BABEL');
    });
  if (values.ripng.length > 0)
    protocol(old ? 'rip' : 'rip ng', () => {
      values.ripng.forEach((link, index) => writeRipng(lines, link, at('ripng', index)));
      policy('RTS_RIP');
    });
  return lines.lines;
}

function linkBlock(lines: Lines, names: readonly string[], path: string, body: () => void): void {
  const from = names.map((_, index) => at(path, 'interfaces', index));
  lines.block(`interface ${names.map((name) => `"${name}"`).join(', ')} {`, '};', body, ...from);
}

function writeBabel(lines: Lines, link: BabelLink, path: string, old: boolean): void {
  // BIRD 2 wants the unit here, BIRD 1.6 knows none.
  const unit = old ? '' : ' s';
  linkBlock(lines, link.interfaces, path, () => {
    lines.add(`type ${link.type};`, at(path, 'type'));
    lines.maybe(link.hello, (value) => `hello interval ${value}${unit};`, at(path, 'hello'));
    lines.maybe(link.update, (value) => `update interval ${value}${unit};`, at(path, 'update'));
    lines.maybe(link.rxcost, (value) => `rxcost ${value};`, at(path, 'rxcost'));
    if (!old) lines.maybe(link.limit, (value) => `limit ${value};`, at(path, 'limit'));
    if (!link.checkLink) lines.add('check link off;', at(path, 'checkLink'));
  });
}

function writeRipng(lines: Lines, link: RipngLink, path: string): void {
  linkBlock(lines, link.interfaces, path, () => {
    lines.add(`metric ${link.metric};`, at(path, 'metric'));
    if (link.passive) lines.add('passive;', at(path, 'passive'));
    lines.maybe(link.update, (value) => `update time ${value};`, at(path, 'update'));
    lines.maybe(link.timeout, (value) => `timeout time ${value};`, at(path, 'timeout'));
  });
}

function writeRoute(lines: Lines, route: StaticRoute, path: string): void {
  const { how, gateway } = route;
  const head = `route ${route.prefix}`;
  const from = ['prefix', 'how', 'gateway', 'interface'].map((name) => at(path, name));
  if (how === 'via') {
    const zone = route.interface === undefined ? '' : `%'${route.interface}'`;
    lines.add(`${head} via ${gateway ?? '::'}${zone};`, ...from);
  } else if (how === 'interface') lines.add(`${head} via "${route.interface ?? 'lo'}";`, ...from);
  else lines.add(`${head} ${how};`, ...from);
}
