import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { pathsOf } from './paths.ts';

type Fields = Record<string, unknown>;

const management = '(em[01]|fxp0|me0|vme|re[0-9]:mgmt-[0-9])';
const forms: readonly (readonly [RegExp, (fields: Fields, parts: readonly string[]) => void])[] = [
  [/^system management-instance$/, () => undefined],
  [/^system host-name (\S+)$/, (fields, [name]) => (fields['hostName'] = name)],
  [
    /^system name-server (\S+) routing-instance mgmt_junos$/,
    (fields, [server]) => (fields['nameServers'] = [...listOf(fields['nameServers']), server]),
  ],
  [
    new RegExp(`^interfaces ${management} description (.+)$`),
    (fields, [name, text]) => Object.assign(fields, { interface: name, description: text }),
  ],
  [
    new RegExp(`^interfaces ${management} unit 0 family inet address (\\S+)$`),
    (fields, [name, address]) => Object.assign(fields, { interface: name, ipv4: address }),
  ],
  [
    new RegExp(`^interfaces ${management} unit 0 family inet6 address (\\S+)$`),
    (fields, [name, address]) => Object.assign(fields, { interface: name, ipv6: address }),
  ],
  [
    new RegExp(`^interfaces ${management} unit 0 family inet6 dad-disable$`),
    (fields) => (fields['dadDisable'] = true),
  ],
  [
    /^routing-instances mgmt_junos routing-options (?:rib mgmt_junos\.inet6\.0 )?static route (\S+) next-hop (\S+)$/,
    (fields, [prefix, gateway]) => {
      if (prefix === '::/0' && fields['gateway6'] === undefined) fields['gateway6'] = gateway;
      else if (prefix === '0.0.0.0/0' && fields['gateway4'] === undefined) fields['gateway4'] = gateway;
      else fields['routes'] = [...listOf(fields['routes']), { prefix, gateway }];
    },
  ],
];

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Reads the management instance from a configuration of Junos, in either form.
 * @throws ToolError bad-input where nothing of it is about the management instance
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const fields: Fields = {};
  let known = 0;
  for (const file of files) {
    const { paths, comments } = pathsOf(file);
    left.push(...comments);
    for (const { words, line } of paths) {
      const text = words.join(' ');
      const form = forms.find(([each]) => each.test(text));
      const parts = form?.[0].exec(text)?.slice(1);
      if (form === undefined || parts === undefined)
        left.push({
          file: file.name,
          line,
          text: visibleText(text, 1000),
          kind: 'unknown',
          why: 'it is not about the management instance, or the form has no place for it',
        });
      else {
        known++;
        form[1](fields, parts);
      }
    }
  }
  if (known === 0) {
    const names = files.map(({ name }) => name).join(', ');
    throw new ToolError('bad-input', `${names} has nothing about a management instance of Junos`);
  }
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: fields, left };
}
