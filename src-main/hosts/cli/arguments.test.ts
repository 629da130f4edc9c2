import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../../src-core/api/errors.ts';
import { readArguments, refuseWords, type OptionSpecs } from './arguments.ts';

const specs: OptionSpecs = {
  interface: { value: 'NAME', many: true, help: '' },
  limit: { value: 'NUMBER', help: '' },
  sort: { value: 'COLUMN', help: '' },
  json: { help: '' },
  'no-open': { help: '' },
};

test('options and words are read in every form', () => {
  const read = readArguments(
    ['printer', '--interface', 'eth0', '--interface=Ethernet 2', '--json', '--limit=7', '--', '--json'],
    specs,
  );
  expect({
    interfaces: read.all('interface'),
    json: read.has('json'),
    noOpen: read.has('no-open'),
    limit: read.integer('limit', 1, 10),
    sort: read.oneOf('sort', ['name']),
    words: read.words,
  }).toEqual({
    interfaces: ['eth0', 'Ethernet 2'],
    json: true,
    noOpen: false,
    limit: 7,
    sort: undefined,
    words: ['printer', '--json'],
  });
});

/** What the person reads when these arguments are given. */
function complaint(args: readonly string[]): string {
  try {
    const read = readArguments(args, specs);
    read.integer('limit', 1, 10);
    read.oneOf('sort', ['name', 'lastSeen']);
    refuseWords(read.words);
  } catch (error) {
    if (error instanceof ToolError && error.code === 'bad-input') return error.message;
    throw error;
  }
  return '';
}

describe('bad input names the option and the value', () => {
  test.each([
    [['--jsn'], 'unknown option --jsn: did you mean --json?'],
    [['--interfce', 'eth0'], 'unknown option --interfce: did you mean --interface?'],
    [['--inter', 'eth0'], 'unknown option --inter: did you mean --interface?'],
    [['-j'], 'unknown option -j: there are --interface, --limit, --sort, --json, --no-open'],
    [
      ['--__proto__'],
      'unknown option --__proto__: there are --interface, --limit, --sort, --json, --no-open',
    ],
    [['--interface'], '--interface needs a value: --interface NAME'],
    [['--interface='], '--interface needs a value: --interface NAME'],
    [['--interface', '--json'], '--interface needs a value before --json'],
    [['--json=yes'], '--json takes no value, but got "yes"'],
    [['--limit', '1', '--limit', '2'], '--limit can be given once only: got "1" and "2"'],
    [['--limit', '0'], '--limit "0" is not a whole number from 1 to 10'],
    [['--limit', '1e1'], '--limit "1e1" is not a whole number from 1 to 10'],
    [['--limit', '-1'], '--limit "-1" is not a whole number from 1 to 10'],
    [['--sort', 'lastseen'], '--sort "lastseen" is not known: did you mean lastSeen?'],
    [['--sort', 'colour'], '--sort "colour" is not known: there are name, lastSeen'],
    [['eth0'], 'unexpected argument "eth0"'],
    [['\u001b[31m'], 'unexpected argument "\\u{1b}[31m"'],
  ])('%j', (args, message) => {
    expect(complaint(args)).toBe(message);
  });
});

test('whatever is typed, the answer is a value or a complaint of one line without control characters', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('--json', '--limit', '--sort', '--', '-', '--='),
  );
  fc.assert(
    fc.property(fc.array(word), (args) => {
      expect(complaint(args)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});
