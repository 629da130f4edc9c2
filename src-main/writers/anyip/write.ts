import { prefixFamily, type Prefix } from '../../../src-core/net/prefix.ts';
import { at, Lines } from '../lines.ts';
import type { Command, Written, WrittenFile } from '../written.ts';
import type { AnyIpValues } from './schema.ts';

const route = (verb: 'replace' | 'del', prefix: Prefix) =>
  `ip -${prefixFamily(prefix)} route ${verb} local ${prefix} dev lo`;

interface Form {
  readonly file: (values: AnyIpValues) => WrittenFile;
  readonly apply: Command;
}

const forms: Readonly<Record<AnyIpValues['target'], Form>> = {
  networkd: {
    file: networkd,
    apply: { text: 'networkctl reload && networkctl reconfigure lo', about: 'networkd takes the routes on.' },
  },
  systemd: {
    file: unit,
    apply: {
      text: 'systemctl daemon-reload && systemctl enable --now anyip.service',
      about: 'Sets the routes now and at every start.',
    },
  },
  interfaces: {
    file: interfaces,
    apply: { text: 'ifup --force lo', about: 'ifupdown runs the new lines.' },
  },
};

/** A whole prefix as local addresses: a route of type local on lo (ip-route(8)). */
export function write(values: AnyIpValues): Written {
  const { prefixes, reached, bind, target } = values;
  const files = [forms[target].file(values)];
  const apply: Command[] = [forms[target].apply];
  const undo: Command[] = prefixes.map(({ prefix }) => ({
    text: route('del', prefix),
    about: `${prefix} is no longer of this host.`,
  }));
  if (bind) {
    files.push({
      path: 'etc/sysctl.d/60-anyip.conf',
      language: 'ini',
      about: 'Lets programs listen on a single address of the prefixes.',
      lines: new Lines().add('net.ipv6.ip_nonlocal_bind = 1', 'bind').lines,
    });
    apply.push({ text: 'sysctl -p /etc/sysctl.d/60-anyip.conf', about: 'Takes the setting on.' });
    undo.push({ text: 'sysctl -w net.ipv6.ip_nonlocal_bind=0', about: 'As it is by default.' });
  }
  if (reached === 'on-link') {
    files.push(ndppd(values));
    apply.push({
      text: 'systemctl enable --now ndppd',
      about: 'Answers neighbour solicitations for the prefixes.',
    });
    undo.push({ text: 'systemctl disable --now ndppd', about: 'Answers no more.' });
  }
  return { files, apply, undo };
}

/** systemd.network(5), [Route] with Type=local. */
function networkd({ prefixes }: AnyIpValues): WrittenFile {
  const lines = new Lines().add('[Match]').add('Name=lo');
  prefixes.forEach(({ prefix }, index) => {
    lines.blank().add('[Route]').add('Type=local');
    lines.add(`Destination=${prefix}`, at('prefixes', index, 'prefix')).add('Table=local');
  });
  return {
    path: 'etc/systemd/network/10-lo.network',
    language: 'ini',
    about: 'The prefixes as routes of type local on lo.',
    lines: lines.lines,
  };
}

function unit({ prefixes }: AnyIpValues): WrittenFile {
  const lines = new Lines();
  lines.add('[Unit]').add('Description=Whole prefixes as local addresses');
  lines.add('After=network-pre.target').add('Before=network.target').add('Wants=network-pre.target').blank();
  lines.add('[Service]').add('Type=oneshot').add('RemainAfterExit=yes');
  prefixes.forEach(({ prefix }, index) => {
    lines.add(`ExecStart=/sbin/${route('replace', prefix)}`, at('prefixes', index, 'prefix'));
  });
  prefixes.forEach(({ prefix }, index) => {
    lines.add(`ExecStop=-/sbin/${route('del', prefix)}`, at('prefixes', index, 'prefix'));
  });
  lines.blank().add('[Install]').add('WantedBy=multi-user.target');
  return {
    path: 'etc/systemd/system/anyip.service',
    language: 'ini',
    about: 'Sets the routes at start and takes them away at stop.',
    lines: lines.lines,
  };
}

/** interfaces(5): a further stanza for lo, whose options are run beside those of the first. */
function interfaces({ prefixes }: AnyIpValues): WrittenFile {
  const lines = new Lines().add('iface lo inet6 loopback');
  lines.indented(() => {
    prefixes.forEach(({ prefix }, index) => {
      lines.add(`up ${route('replace', prefix)}`, at('prefixes', index, 'prefix'));
    });
    prefixes.forEach(({ prefix }, index) => {
      lines.add(`down ${route('del', prefix)} || true`, at('prefixes', index, 'prefix'));
    });
  });
  return {
    path: 'etc/network/interfaces.d/anyip',
    language: 'ini',
    about: 'The prefixes as routes of type local on lo; /etc/network/interfaces must source this folder.',
    lines: lines.lines,
  };
}

/** ndppd.conf(5): answers for every address of a static rule. */
function ndppd({ prefixes, interface: name }: AnyIpValues): WrittenFile {
  const lines = new Lines();
  lines.block(
    `proxy ${name ?? 'eth0'} {`,
    '}',
    () => {
      prefixes.forEach(({ prefix }, index) => {
        if (prefixFamily(prefix) !== 6) return;
        const path = at('prefixes', index, 'prefix');
        lines.block(`rule ${prefix} {`, '}', () => lines.add('static'), path);
      });
    },
    'interface',
  );
  return {
    path: 'etc/ndppd.conf',
    language: 'braces',
    about: 'Neighbour solicitations that the kernel does not answer by itself.',
    lines: lines.lines,
  };
}
