import { parsePrefix } from '../../../../src-core/net/prefix.ts';
import { renumber, withoutDelegatedBits } from '../../../../src-core/plan/renumber.ts';
import { badInput, refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';
import { formatTable } from '../table.ts';
import { nodeOf } from './node-of.ts';
import { changeOptions, finishChange, openPlan } from './plan-source.ts';

export const renumberCommand: Command = {
  usage: 'FILE|NAME --under NODE --to PREFIX [--dry-run] [--json] | FILE|NAME --without-delegated-bits',
  options: {
    under: { value: 'NODE', help: 'the node that gets the new prefix, by its id, prefix or name' },
    to: { value: 'PREFIX', help: 'the new prefix' },
    'without-delegated-bits': {
      help: 'keeps of what is under dynamic nodes only the bits below the delegated prefix',
    },
    ...changeOptions,
  },
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const { terminal } = context;
    const target = args.text('to');
    if (args.has('without-delegated-bits')) {
      if (target !== undefined || args.has('under'))
        throw badInput('--without-delegated-bits takes no --under and no --to: it is for all dynamic nodes');
      const source = await openPlan(word, args, context);
      await finishChange(source, withoutDelegatedBits(source.plan), args, context);
      return exitStatus.success;
    }
    if (target === undefined) throw badInput('--to is missing: say which prefix is the new one');
    const to = parsed('--to', () => parsePrefix(target));
    const source = await openPlan(word, args, context);
    const { rows, misfits, apply } = renumber(
      source.plan,
      nodeOf(source.plan, '--under', args.text('under')).id,
      to,
    );
    const shown = misfits.length > 0 ? misfits : rows;
    if (args.has('json')) for (const row of shown) await terminal.json(row);
    else
      for (let at = 0; at < shown.length; at += 1000)
        await terminal.lines(
          formatTable(
            ['NAME', 'BEFORE', 'AFTER'],
            shown
              .slice(at, at + 1000)
              .map(({ id, name, before, after }) => [[name || id], [before], [after ?? 'does not fit']]),
          ),
        );
    // What does not fit is told above; this says so and ends.
    await finishChange(source, apply(), args, context);
    return exitStatus.success;
  },
};
