import { countText } from '../../../../src-core/calculate/count-text.ts';
import { descriptionLines } from '../../../../src-core/calculate/description-text.ts';
import { scanAnswer } from '../../../../src-core/calculate/scan-answer.ts';
import { badInput, quoted } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

export const scanTimeCommand: Command = {
  usage: 'PREFIX|RANGE|COUNT [--rate RATE]… [--json]',
  options: {
    rate: {
      value: 'RATE',
      many: true,
      help: 'a rate of probes besides the usual ones: 1000, 1.5k/s, 10/min',
    },
    json: { help: 'prints one JSON object' },
    ...plainOptions,
  },
  async run(args, { terminal }) {
    const [pool, extra] = args.words;
    if (pool === undefined)
      throw badInput('of what? For example: linkscope scan-time 2001:db8::/64 --rate 10k');
    if (extra !== undefined) throw badInput(`unexpected argument ${quoted(extra)}: give one pool at a time`);
    const answer = parsed('scan-time', () => scanAnswer(pool, args.all('rate')));
    const { subject, addresses, groups } = answer;
    if (args.has('json')) await terminal.json({ subject, addresses: String(addresses), groups });
    else
      await terminal.lines(
        descriptionLines({ title: `${subject}: time to scan ${countText(addresses)} addresses`, groups }),
      );
    return exitStatus.success;
  },
};
