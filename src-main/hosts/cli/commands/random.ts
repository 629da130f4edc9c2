import { randomBytes } from 'node:crypto';
import { randomAddress, randomPart } from '../../../../src-core/calculate/random-addresses.ts';
import { parsePrefix } from '../../../../src-core/net/prefix.ts';
import { split } from '../../../../src-core/net/split.ts';
import { badInput, quoted } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

/** Lines that are printed at once. */
const portion = 1000;

/** Octets of the system's generator, drawn in large pieces: a call for each address takes ten times as long. */
function pooledOctets(): (count: number) => Uint8Array {
  let pool = randomBytes(0);
  return (count) => {
    if (pool.length < count) pool = randomBytes(16_384);
    const taken = pool.subarray(0, count);
    pool = pool.subarray(count);
    return taken;
  };
}

export const randomCommand: Command = {
  usage: 'PREFIX [--length N] [--count N] [--json]',
  examples: ['random 2001:db8::/64 --count 5', 'random fd00::/8 --length 48'],
  options: {
    count: { value: 'N', help: 'how many; left out: one. They may repeat in a small prefix' },
    length: { value: 'N', help: 'prefixes of this length instead of addresses: 48 to choose a site' },
    json: { help: 'prints one JSON object a line' },
    ...plainOptions,
  },
  async run(args, { terminal, signal }) {
    const [text, extra] = args.words;
    if (text === undefined)
      throw badInput('out of which prefix? For example: linkscope random 2001:db8::/64 --count 5');
    if (extra !== undefined)
      throw badInput(`unexpected argument ${quoted(extra)}: give one prefix at a time`);
    const prefix = parsed('PREFIX', () => parsePrefix(text));
    const count = args.integer('count', 1, 1_000_000_000) ?? 1;
    const length = args.integer('length', 0, 128);
    // Refuses a length that does not fit before anything is drawn.
    if (length !== undefined) parsed('--length', () => split(prefix, length));
    const octets = pooledOctets();
    const json = args.has('json');
    for (let done = 0; done < count; done += portion) {
      const lines = Array.from({ length: Math.min(portion, count - done) }, () => {
        if (length === undefined) {
          const address = randomAddress(prefix, octets);
          return `${json ? JSON.stringify({ address }) : address}\n`;
        }
        const part = randomPart(prefix, length, octets);
        return `${json ? JSON.stringify({ prefix: part }) : part}\n`;
      });
      await terminal.block(lines.join(''));
      if (signal.aborted) return exitStatus.cancelled;
    }
    return exitStatus.success;
  },
};
