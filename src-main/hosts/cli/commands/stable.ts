import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parsePrefix, withIdentifier } from '../../../../src-core/net/prefix.ts';
import { stableIdentifier } from '../../../../src-core/net/stable-identifier.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest();

/** The secret of the file, or a new one: on a command line every user of the machine could read it. */
async function secretOf(args: Arguments): Promise<{ digits: string; drawn: boolean }> {
  const path = args.text('secret-file');
  if (path === undefined) return { digits: randomBytes(32).toString('hex'), drawn: true };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badInput(`--secret-file ${quoted(path)} cannot be read: ${why}`);
  }
  const digits = text.trim();
  if (!/^([0-9a-f]{2}){16,512}$/i.test(digits))
    throw badInput(`--secret-file ${quoted(path)} must hold 32 or more hexadecimal digits, an even number`);
  return { digits, drawn: false };
}

export const stableCommand: Command = {
  usage: 'PREFIX --interface NAME [--network NAME] [--counter N] [--secret-file FILE] [--json]',
  options: {
    interface: { value: 'NAME', help: 'what names the interface for good: its name, index or MAC' },
    network: { value: 'NAME', help: 'what names the network: an SSID' },
    counter: { value: 'N', help: 'how many identifiers were found to be in use before; left out: 0' },
    'secret-file': {
      value: 'FILE',
      help: 'holds the secret in hexadecimal; left out: one is drawn and printed',
    },
    json: { help: 'prints one JSON object' },
    ...plainOptions,
  },
  async run(args, { terminal }) {
    const [text, extra] = args.words;
    if (text === undefined)
      throw badInput('under which prefix? For example: linkscope stable 2001:db8::/64 --interface eth0');
    if (extra !== undefined)
      throw badInput(`unexpected argument ${quoted(extra)}: give one prefix at a time`);
    const netInterface = args.text('interface');
    if (netInterface === undefined) throw badInput('--interface is missing: say what names the interface');
    const prefix = parsed('PREFIX', () => parsePrefix(text));
    // Refuses a prefix without room before a secret is read or drawn.
    parsed('PREFIX', () => withIdentifier(prefix, 0n));
    const counter = args.integer('counter', 0, 1_000_000) ?? 0;
    const { digits, drawn } = await secretOf(args);
    const { identifier, dadCounter } = await stableIdentifier(
      {
        prefix,
        netInterface,
        networkId: args.text('network') ?? '',
        dadCounter: counter,
        secret: Buffer.from(digits, 'hex'),
      },
      sha256,
    );
    const address = withIdentifier(prefix, identifier);
    if (args.has('json'))
      await terminal.json({ address, counter: dadCounter, ...(drawn ? { secret: digits } : {}) });
    else await terminal.line(address);
    if (drawn && !args.has('json'))
      terminal.note(`A new secret was drawn; keep it in a file for the same address next time: ${digits}`);
    return exitStatus.success;
  },
};
