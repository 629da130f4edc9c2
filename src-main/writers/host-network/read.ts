import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { Found } from './found.ts';
import { readInterfaces } from './read-interfaces.ts';
import { readNetplan } from './read-netplan.ts';
import { readNetworkd } from './read-networkd.ts';

type Format = 'netplan' | 'networkd' | 'interfaces';

const readers = { netplan: readNetplan, networkd: readNetworkd, interfaces: readInterfaces };

/**
 * Reads interfaces(5), netplan(5) or systemd.network(5) and systemd.netdev(5) into the form. Choosing another format
 * there moves the host to it.
 * @throws ToolError bad-input where the text is none of them
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const found = new Found();
  const left: LeftLine[] = [];
  let target: Format = 'netplan';
  for (const file of files) {
    target = formatOf(file);
    left.push(...readers[target](file, found));
  }
  const interfaces = found.interfaces();
  if (interfaces.length === 0) {
    const names = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError('bad-input', `${names}: no interface is in it`);
  }
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { target, interfaces }, left };
}

function formatOf({ name, text }: SourceFile): Format {
  if (/^\[(Match|NetDev)\]/m.test(text)) return 'networkd';
  if (/^\W*network"?\s*:/m.test(text)) return 'netplan';
  if (/^\s*(auto|allow-\S+|iface|source)\s/m.test(text)) return 'interfaces';
  throw new ToolError(
    'bad-input',
    `${visibleText(name)} is none of interfaces(5), netplan and systemd.network(5)`,
  );
}
