import { familyChoice } from '../../../../src-core/api/probe-targets.ts';
import { badInput, quoted } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { followProbe } from '../follow-probe.ts';
import { describePathMtu } from '../path-text.ts';
import { exitStatus } from '../statuses.ts';

const families = familyChoice.exclude(['both']);

export const pathMtuCommand: Command = {
  usage: 'TARGET [--family FAMILY] [--source ADDRESS] [--json]',
  examples: ['path-mtu 2001:db8::1', 'path-mtu nas.example --family ipv4'],
  options: {
    wait: { value: 'MS', help: 'how long each packet waits for its reply; left out: 1000' },
    source: { value: 'ADDRESS', help: 'an own address or an interface to send from' },
    family: { value: 'FAMILY', help: `of a name's addresses, one of ${families.options.join(', ')}` },
    json: { help: 'prints one JSON object a line, as things are found' },
    quiet: { help: 'prints no progress' },
    ...commonOptions,
  },
  async run(args, context) {
    const [target, extra] = args.words;
    if (target === undefined) throw badInput('the path to what? For example: linkscope path-mtu 2001:db8::1');
    if (extra !== undefined)
      throw badInput(`unexpected argument ${quoted(extra)}: give one target at a time`);
    const { client } = await context.open();
    const options = {
      target,
      family: args.oneOf('family', families.options),
      source: args.text('source'),
      waitMs: args.integer('wait', 100, 10_000),
    };
    const json = args.has('json');
    const quiet = args.has('quiet');
    const show = () => Promise.resolve();
    const { summary, status } = await followProbe(client.pathMtu, { options, json, quiet, show }, context);
    if (summary === null) return status ?? exitStatus.failed;
    if (status === null && !json) await context.terminal.lines(describePathMtu(summary));
    return status ?? (summary.mtu === null ? exitStatus.nothingFound : exitStatus.success);
  },
};
