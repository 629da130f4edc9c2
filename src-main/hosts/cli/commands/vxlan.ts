import { descriptionLines } from '../../../../src-core/calculate/description-text.ts';
import { mtuAnswer, parseGroupBase, vxlanAnswer } from '../../../../src-core/calculate/vxlan-answer.ts';
import { badInput, quoted } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

export const vxlanCommand: Command = {
  usage: 'VNI|GROUP [--base PREFIX]… [--mtu N] [--json]',
  options: {
    base: { value: 'PREFIX', many: true, help: 'groups are in here as well: ff08::/16' },
    mtu: { value: 'N', help: 'the MTU of the underlay; left out: 1500' },
    json: { help: 'prints one JSON object' },
    ...plainOptions,
  },
  async run(args, { terminal }) {
    const [text, extra] = args.words;
    if (text === undefined)
      throw badInput('which VXLAN? For example: linkscope vxlan 1000, or linkscope vxlan ff05::3e8');
    if (extra !== undefined) throw badInput(`unexpected argument ${quoted(extra)}: give one VXLAN at a time`);
    const bases = args.all('base').map((base) => parsed('--base', () => parseGroupBase(base)));
    const { mtu, groups: sizes } = parsed('--mtu', () => mtuAnswer(args.text('mtu') ?? '1500'));
    const { vni, groups } = parsed('vxlan', () => vxlanAnswer(text, bases));
    const all = [...groups, ...sizes];
    if (args.has('json')) await terminal.json({ vni, mtu, groups: all });
    else
      await terminal.lines(
        descriptionLines({ title: `VNI ${vni}, MTU ${mtu} of the underlay`, groups: all }),
      );
    return exitStatus.success;
  },
};
