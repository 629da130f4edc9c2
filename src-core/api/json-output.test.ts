import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dnsItem, dnsReport } from './dns.ts';
import { parityDevice, paritySummary } from './parity.ts';
import { pathMtuItem, pathMtuReport } from './path-mtu.ts';
import { pathItem, pathReport } from './path.ts';
import { pingItem, pingReport } from './ping.ts';
import { portItem, portSummary } from './ports.ts';
import { randomTargetItem, randomTargetsReport } from './random-targets.ts';
import { shareItem, shareReport } from './share.ts';
import { wakeItem, wakeReport } from './wake.ts';
import { webPageItem, webPageReport } from './web-page.ts';

const page = readFileSync(new URL('../../docs/json-output.md', import.meta.url), 'utf8');

const shape = z.object({ properties: z.record(z.string(), z.unknown()) });
const choice = z.object({ oneOf: z.array(shape) });

function fieldsOf(schema: z.ZodType): string[] {
  const described = z.toJSONSchema(schema, { unrepresentable: 'any' });
  const one = shape.safeParse(described);
  const kinds = one.success ? [one.data] : choice.parse(described).oneOf;
  return kinds.flatMap(({ properties }) => Object.keys(properties));
}

test.each([
  ['ping', pingItem, pingReport],
  ['ping --random', randomTargetItem, randomTargetsReport],
  ['path', pathItem, pathReport],
  ['path-mtu', pathMtuItem, pathMtuReport],
  ['ports', portItem, portSummary],
  ['parity', parityDevice, paritySummary],
  ['web', webPageItem, webPageReport],
  ['share', shareItem, shareReport],
  ['dns', dnsItem, dnsReport],
  ['wake', wakeItem, wakeReport],
])('the page on JSON tells every field of %s', (command, item, summary) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${command}\` `)) ?? '';
  const [, , items = '', summaries = ''] = row.split(/(?:^|\s)\|\s/);
  const missing = (fields: readonly string[], text: string) =>
    fields.filter((field) => !text.includes(`\`${field}\``));
  expect([missing(fieldsOf(item), items), missing(fieldsOf(summary), summaries)]).toEqual([[], []]);
});
