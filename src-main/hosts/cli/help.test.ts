import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import type { Command, CommandEntry, CommandGroup } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';

interface Loaded {
  readonly name: string;
  readonly entry: CommandEntry;
  readonly command: Command | CommandGroup;
}

async function loaded(among: readonly CommandEntry[], before = ''): Promise<Loaded[]> {
  const all = await Promise.all(
    among.map(async (entry) => {
      const name = `${before}${entry.name}`;
      const command = await entry.load();
      const below = 'commands' in command ? await loaded(command.commands, `${name} `) : [];
      return [{ name, entry, command }, ...below];
    }),
  );
  return all.flat();
}

const every = await loaded(commands);
const examples = every.flatMap(({ name, command }) =>
  'commands' in command ? [] : (command.examples ?? []).map((example) => ({ name, command, example })),
);

const probes = [
  'ping',
  'path',
  'path-mtu',
  'ports',
  'parity',
  'web',
  'share',
  'dns',
  'wake',
  'ssh',
  'connect',
];

test.each(probes)('the help of %s has examples', (name) => {
  expect(examples.filter((each) => each.name === name).length).toBeGreaterThan(0);
});

test.each(examples)('$example is what $name takes', ({ name, command, example }) => {
  const [line = ''] = example.split(' > ');
  expect(line.startsWith(`${name} `)).toBe(true);
  const given = readArguments(line.slice(name.length + 1).split(' '), command.options);
  expect(
    given.words.length + Object.keys(command.options).filter((option) => given.has(option)).length,
  ).toBeGreaterThan(0);
});

test.each([40, 60, 80])('no help is wider than a terminal of %i columns, but for what is typed', (width) => {
  const helps = every.map(({ name, entry, command }) => commandHelp(name, entry, command, width));
  const lines = [generalHelp(commands, width), ...helps].flat();
  const wide = lines.filter((line) => line.length > width && !line.startsWith('  linkscope '));
  // A single word has no place to be broken.
  expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
});

test('what is wide enough is not broken', () => {
  expect(generalHelp(commands, 200)).toEqual(generalHelp(commands));
});
