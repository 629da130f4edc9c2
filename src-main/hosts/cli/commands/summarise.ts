import type { Prefix } from '../../../../src-core/net/prefix.ts';
import { parseRange, prefixesOfRange, rangeOf } from '../../../../src-core/net/ranges.ts';
import { aggregate, exclude, intersect, overlaps } from '../../../../src-core/net/prefix-sets.ts';
import { badInput } from '../arguments.ts';
import { plainOptions, type Command, type CommandContext } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

/** Prefixes of a list: an item is a prefix, a range or an address. */
function prefixesOf(what: string, texts: readonly string[]): Prefix[] {
  return texts.flatMap((text) => prefixesOfRange(parsed(what, () => parseRange(text))));
}

/** The largest standard input that is read: some three million prefixes. */
const largestInput = 64 * 1024 * 1024;

/** The list on standard input: an item a line; empty lines and what follows a "#" are left out. */
async function readInput({ signal }: CommandContext): Promise<Prefix[]> {
  const { stdin } = process;
  if (stdin.isTTY)
    throw badInput('nothing was given: name prefixes or ranges, or send them to standard input, one a line');
  const stop = () => stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  let text = '';
  try {
    for await (const chunk of stdin.setEncoding('utf8')) {
      text += String(chunk);
      if (text.length > largestInput)
        throw badInput(`standard input is larger than ${largestInput / 1024 / 1024} MB: send it in parts`);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return text.split(/\r\n|[\r\n]/).flatMap((line, index) => {
    const item = line.replace(/#.*$/, '').trim();
    return item === '' ? [] : prefixesOf(`standard input, line ${index + 1}`, [item]);
  });
}

export const summariseCommand: Command = {
  usage: '[PREFIX|RANGE|ADDRESS]… [--exclude ITEM]… [--intersect ITEM]… [--overlaps] [--json]',
  options: {
    exclude: { value: 'ITEM', many: true, help: 'leaves these addresses out' },
    intersect: { value: 'ITEM', many: true, help: 'keeps only what lies in these as well' },
    overlaps: { help: 'shows which prefixes of the list overlap instead, the outer one first' },
    json: { help: 'prints one JSON object a line' },
    ...plainOptions,
  },
  async run(args, context) {
    const { terminal } = context;
    const json = args.has('json');
    const without = prefixesOf('--exclude', args.all('exclude'));
    const within = prefixesOf('--intersect', args.all('intersect'));
    const list = args.words.length > 0 ? prefixesOf('PREFIX', args.words) : await readInput(context);
    if (args.has('overlaps')) {
      const pairs = overlaps(list);
      for (const { outer, inner } of pairs)
        await (json ? terminal.json({ outer, inner }) : terminal.line(`${outer} ${inner}`));
      return pairs.length === 0 ? exitStatus.nothingFound : exitStatus.success;
    }
    let found = aggregate(list);
    if (within.length > 0) found = intersect(found, within);
    if (without.length > 0) found = exclude(found, without);
    await terminal.block(
      found.map((prefix) => `${json ? JSON.stringify(jsonOf(prefix)) : prefix}\n`).join(''),
    );
    return found.length === 0 ? exitStatus.nothingFound : exitStatus.success;
  },
};

function jsonOf(prefix: Prefix) {
  const { first, last } = rangeOf(prefix);
  return { prefix, addresses: String(last - first + 1n) };
}
