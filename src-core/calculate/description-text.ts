import type { FactGroup } from './facts.ts';

/** A title and facts as a person reads them: groups with a heading, one fact a line, the values in one column. */
export function descriptionLines({
  title,
  groups,
}: {
  readonly title: string;
  readonly groups: readonly FactGroup[];
}): string[] {
  const width = Math.max(0, ...groups.flatMap(({ facts }) => facts.map(({ label }) => label.length)));
  return [
    title,
    ...groups.flatMap(({ title: heading, facts }) => [
      '',
      heading,
      ...facts.map(
        ({ label, value, source }) =>
          `  ${label.padEnd(width)}  ${value}${source === undefined ? '' : `  [${source}]`}`,
      ),
    ]),
  ];
}
