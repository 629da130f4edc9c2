import { refuseWords } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { withIsoTimes } from '../iso-times.ts';
import { exitStatus } from '../statuses.ts';
import { noteStorage } from '../storage-notices.ts';
import { formatTable } from '../table.ts';

export const listCommand: Command = {
  usage: '[--json]',
  options: { json: { help: 'prints one JSON object a line, one for each plan' }, ...commonOptions },
  async run(args, context) {
    refuseWords(args.words);
    const { terminal, signal } = context;
    const program = await context.open();
    const plans = await program.client.plans.list(undefined, { signal });
    if (args.has('json')) for (const plan of plans) await terminal.json(withIsoTimes(plan));
    else if (plans.length > 0)
      await terminal.lines(
        formatTable(
          ['ID', 'NAME', 'NODES', 'CHANGED'],
          plans.map(({ id, name, nodes, changedAt }) => [
            [`#${id}`],
            [name],
            [String(nodes)],
            [new Date(changedAt).toISOString()],
          ]),
        ),
      );
    await noteStorage(program, context);
    if (plans.length === 0) terminal.note('No plan is stored: linkscope plan import --store keeps one.');
    return plans.length === 0 ? exitStatus.nothingFound : exitStatus.success;
  },
};
