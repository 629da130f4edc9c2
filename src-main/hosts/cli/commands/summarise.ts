import { parsePrefix, type Prefix } from '../../../../src-core/net/prefix.ts';
import { parseRange, prefixesOfRange, rangeOf } from '../../../../src-core/net/ranges.ts';
import {
  aggregate,
  exclude,
  freeSpace,
  intersect,
  nextFree,
  overlaps,
} from '../../../../src-core/net/prefix-sets.ts';
import { badInput, type Arguments } from '../arguments.ts';
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

/** The options that ask for something else than the summary, and what none of them goes with. */
const questions = ['overlaps', 'holding', 'free'] as const;

/** @throws ToolError `bad-input` for options that contradict each other */
function checkTogether(args: Arguments): void {
  const [one, ...others] = questions.filter((option) => args.has(option));
  const other = others[0] ?? ['exclude', 'intersect'].find((option) => args.has(option));
  if (one !== undefined && other !== undefined)
    throw badInput(`--${one} and --${other} do not go together: give one of them`);
  if (args.has('length') && one !== 'free') throw badInput('--length goes with --free: say in which prefix');
}

/** The prefixes that are the answer. */
function chosen(list: readonly Prefix[], args: Arguments): Prefix[] {
  const [holding, free] = [args.text('holding'), args.text('free')];
  if (holding !== undefined) {
    const wanted = prefixesOf('--holding', [holding]);
    return list.filter((prefix) => exclude(wanted, [prefix]).length === 0);
  }
  if (free !== undefined) {
    const parent = parsed('--free', () => parsePrefix(free));
    const length = args.integer('length', 0, 128);
    if (length === undefined) return freeSpace(parent, list);
    const first = parsed('--length', () => nextFree(parent, list, length));
    return first === undefined ? [] : [first];
  }
  let found = aggregate(list);
  if (args.has('intersect')) found = intersect(found, prefixesOf('--intersect', args.all('intersect')));
  return args.has('exclude') ? exclude(found, prefixesOf('--exclude', args.all('exclude'))) : found;
}

export const summariseCommand: Command = {
  usage:
    '[PREFIX|RANGE|ADDRESS]… [--exclude ITEM]… [--intersect ITEM]… [--json] | … --overlaps | … --holding ITEM | … --free PREFIX [--length N]',
  options: {
    exclude: { value: 'ITEM', many: true, help: 'leaves these addresses out' },
    intersect: { value: 'ITEM', many: true, help: 'keeps only what lies in these as well' },
    overlaps: { help: 'shows which prefixes of the list overlap instead, the outer one first' },
    holding: { value: 'ITEM', help: 'shows which prefixes of the list hold all of this instead' },
    free: { value: 'PREFIX', help: 'shows what is free in this prefix instead, where the list is used' },
    length: { value: 'N', help: 'with --free: the first free prefix of this length alone' },
    json: { help: 'prints one JSON object a line' },
    ...plainOptions,
  },
  async run(args, context) {
    const { terminal } = context;
    const json = args.has('json');
    checkTogether(args);
    const list = args.words.length > 0 ? prefixesOf('PREFIX', args.words) : await readInput(context);
    if (args.has('overlaps')) {
      const pairs = overlaps(list);
      for (const { outer, inner } of pairs)
        await (json ? terminal.json({ outer, inner }) : terminal.line(`${outer} ${inner}`));
      return pairs.length === 0 ? exitStatus.nothingFound : exitStatus.success;
    }
    const found = chosen(list, args);
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
