import { expect, it } from 'vitest';
import { textOf } from '../lines.ts';
import { casesOf, goldenOf } from '../fixtures.test-support.ts';
import { scriptFile } from './installer.ts';
import { schema } from './schema.ts';

/** The commands of a script of iPXE that ours has (ipxe.org/cmd): each line is one of them, with its operands. */
const url = String.raw`http://\[[0-9a-f:]+\](?::\d{1,5})?(?:/[A-Za-z0-9._-]+)+`;
const grammar = [
  /^#!ipxe$/,
  new RegExp(String.raw`^kernel ${url}(?: [A-Za-z0-9][A-Za-z0-9=._,:/@+\[\]-]*)*$`),
  new RegExp(`^initrd ${url}$`),
  /^boot$/,
];

it.each(casesOf('netboot').map((one) => [one.name, one] as const))(
  'the script of %s is one of iPXE',
  (_name, one) => {
    const { script } = schema.parse(one.values);
    const lines = (goldenOf(one)[`srv/netboot/${script}`] ?? '').trimEnd().split('\n');
    expect(lines.map((line, index) => grammar[index]?.test(line))).toEqual(grammar.map(() => true));
  },
);

it('names the ramdisk to the kernel as it is loaded, and the answers with brackets around the address', () => {
  const [one] = casesOf('netboot');
  const text = textOf(
    scriptFile(schema.parse({ ...one?.values, address: '2001:db8::7/64', initrd: '/a/b.img' })).lines,
  );
  expect(text).toContain(' initrd=b.img ');
  expect(text).toContain('\ninitrd http://[2001:db8::7]/a/b.img\n');
  expect(text).toContain(' preseed/url=http://[2001:db8::7]/preseed.cfg ');
});
