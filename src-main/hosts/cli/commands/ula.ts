import { createHash, randomBytes } from 'node:crypto';
import { eui64Identifier, parseMac } from '../../../../src-core/net/mac.ts';
import { octetsToBigInt } from '../../../../src-core/net/octets.ts';
import { globalIdOfTime, reasonNotRandom, uniqueLocalSite } from '../../../../src-core/net/ula.ts';
import { badInput, refuseWords, type Arguments } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

const sha1 = (octets: Uint8Array) => createHash('sha1').update(octets).digest();

/** By the sum of section 3.2.2 where a MAC is given, else five octets of the system's generator (section 3.2.1). */
async function globalId(args: Arguments): Promise<bigint> {
  const mac = args.text('mac');
  if (mac !== undefined)
    return await globalIdOfTime(Date.now(), eui64Identifier(parsed('--mac', () => parseMac(mac))), sha1);
  while (true) {
    const drawn = octetsToBigInt(randomBytes(5));
    // One in 6,000 looks chosen by a person, and nobody could tell afterwards.
    if (reasonNotRandom(drawn) === undefined) return drawn;
  }
}

export const ulaCommand: Command = {
  usage: '[--count N | --mac MAC] [--json]',
  options: {
    count: { value: 'N', help: 'how many; left out: one' },
    mac: {
      value: 'MAC',
      help: 'from the time and this MAC (RFC 4193 section 3.2.2); left out: from random bits',
    },
    json: { help: 'prints one JSON object a line' },
    ...plainOptions,
  },
  async run(args, { terminal }) {
    refuseWords(args.words);
    const count = args.integer('count', 1, 100_000) ?? 1;
    if (args.has('mac') && count > 1)
      throw badInput('--mac makes one prefix: a second one at the same time would be the same');
    for (let done = 0; done < count; done++) {
      const prefix = uniqueLocalSite(await globalId(args));
      await (args.has('json') ? terminal.json({ prefix }) : terminal.line(prefix));
    }
    return exitStatus.success;
  },
};
