import { lengthOf } from '../../../../src-core/net/prefix.ts';
import { figuresOf, type Figures } from '../../../../src-core/plan/space.ts';
import { refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { formatTable } from '../table.ts';
import { familiesOf, familyOption } from './family-of.ts';
import { nodeOf } from './node-of.ts';
import { openPlan, planOptions } from './plan-source.ts';

function describe(figures: Figures): string[] {
  const { prefix, total, used, reserved, free, lans, utilisation, prefixes, prefixCount } = figures;
  const per = (value: bigint) => String(value);
  const facts = [
    ['Addresses', per(total)],
    ['Used', `${per(used)} (${(utilisation * 100).toFixed(2)} %)`],
    ['Kept for growth', per(reserved)],
    ['Free', per(free)],
    ...(lans === null ? [] : [['/64s', `${lans.free} of ${lans.total} free`]]),
  ].map(([label = '', text = '']) => `${label.padEnd(17)}${text}`);
  const fits = figures.fits
    .filter(({ length, count }) => count > 0n && length > lengthOf(prefix))
    .map(({ length, count }) => [[`/${length}`], [String(count)]]);
  const more = prefixCount - prefixes.length;
  return [
    prefix,
    ...facts,
    `Free prefixes    ${prefixes.join(' ') || 'none'}${more > 0 ? ` and ${more} more` : ''}`,
    ...(fits.length === 0 ? [] : ['', ...formatTable(['LENGTH', 'STILL FIT'], fits)]),
  ];
}

/** JSON has no numbers of 128 bits: they go as text. */
function jsonOf({ total, used, reserved, free, lans, fits, ...rest }: Figures) {
  return {
    ...rest,
    total: String(total),
    used: String(used),
    reserved: String(reserved),
    free: String(free),
    lans: lans === null ? null : { total: String(lans.total), free: String(lans.free) },
    fits: fits.map(({ length, count }) => ({ length, count: String(count) })),
  };
}

export const spaceCommand: Command = {
  usage: 'FILE|NAME NODE [--family 4|6] [--limit N] [--json]',
  options: {
    ...familyOption,
    limit: { value: 'N', help: 'lists at most so many free prefixes (20; all as JSON: 1000)' },
    ...planOptions,
  },
  async run(args, context) {
    const [word, at, ...rest] = args.words;
    refuseWords(rest);
    const json = args.has('json');
    const limit = args.integer('limit', 0, 1_000_000) ?? (json ? 1000 : 20);
    const { plan } = await openPlan(word, args, context);
    const node = nodeOf(plan, 'NODE', at);
    for (const [index, family] of familiesOf(node, args).entries()) {
      const figures = figuresOf(plan, node.id, family, limit);
      if (json) await context.terminal.json(jsonOf(figures));
      else await context.terminal.lines([...(index > 0 ? [''] : []), ...describe(figures)]);
    }
    return exitStatus.success;
  },
};
