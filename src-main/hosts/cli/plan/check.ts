import { checkPlan, rules } from '../../../../src-core/plan/rules.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';
import { refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { openPlan, planOptions } from './plan-source.ts';

export const checkCommand: Command = {
  usage: 'FILE|NAME [--json]',
  options: planOptions,
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const { terminal } = context;
    const { plan } = await openPlan(word, args, context);
    const findings = checkPlan(plan);
    for (const finding of findings) {
      if (args.has('json')) {
        await terminal.json({ ...finding, ...rules[finding.rule] });
        continue;
      }
      const node = nodeAt(plan, finding.node);
      await terminal.line(
        `${finding.rule}: "${node?.name || finding.node}" (${finding.node}): ${finding.message}`,
      );
    }
    if (!args.has('json')) {
      for (const rule of new Set(findings.map((finding) => finding.rule)))
        terminal.note(`${rule}: ${rules[rule].reason} (${rules[rule].source})`);
      if (findings.length === 0) await terminal.line('No rule is broken.');
    }
    return findings.length === 0 ? exitStatus.success : exitStatus.problems;
  },
};
