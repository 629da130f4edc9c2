import { compareWithReality } from '../../../../src-core/plan/reality.ts';
import { badInput, quoted, refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { openPlan, planOptions } from './plan-source.ts';

export const compareCommand: Command = {
  usage: 'FILE|NAME [--since TIME] [--json]',
  options: {
    since: {
      value: 'TIME',
      help: 'only hosts that were seen since then, as 2026-01-31 or 2026-01-31T12:00Z',
    },
    ...planOptions,
  },
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const { terminal, signal } = context;
    const since = args.text('since');
    const sinceMs = since === undefined ? 0 : /^\d{4}-\d\d-\d\d/.test(since) ? Date.parse(since) : Number.NaN;
    if (!(sinceMs >= 0))
      throw badInput(`--since ${quoted(since ?? '')} is no time: 2026-01-31T12:00Z is one`);
    const { plan } = await openPlan(word, args, context);
    const { client } = await context.open();
    const { prefixes, hosts, scannedAt, warnings } = await client.plans.reality({ sinceMs }, { signal });
    for (const warning of warnings) terminal.note(`linkscope: ${warning}`);
    if (scannedAt === null) terminal.note('No link was searched yet: linkscope discover finds its hosts.');
    const found = compareWithReality(plan, {
      prefixes: prefixes.map(({ prefix }) => prefix),
      hosts: hosts.map(({ address }) => address),
    });
    const differences = [
      ...found.usedThoughFree.map(({ what, node }) => ({ kind: 'used-though-free', what, ...shown(node) })),
      ...found.unknownPrefixes.map((what) => ({ kind: 'unknown-prefix', what, node: null, name: null })),
      ...found.unknownHosts.map((what) => ({ kind: 'unknown-host', what, node: null, name: null })),
      ...found.notSeen.map((node) => ({ kind: 'not-seen', what: node.ipv6 ?? node.ipv4, ...shown(node) })),
    ];
    for (const difference of differences) {
      const { kind, what, node, name } = difference;
      if (args.has('json')) await terminal.json(difference);
      else await terminal.line(`${kind}: ${what}${node === null ? '' : ` "${name}" (${node})`}`);
    }
    if (differences.length === 0 && !args.has('json')) await terminal.line('The plan is as what was found.');
    return differences.length === 0 ? exitStatus.success : exitStatus.problems;
  },
};

function shown({ id, name }: { readonly id: string; readonly name: string }) {
  return { node: id, name: name || id };
}
