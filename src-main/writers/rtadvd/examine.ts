import type { Problem } from '../../../src-core/api/writers.ts';
import { examine as examineRadvd } from '../radvd/examine.ts';
import { schema as radvd } from '../radvd/schema.ts';
import { error } from '../forms/dhcp6-rules.ts';
import { at } from '../lines.ts';
import type { RtadvdInterface, RtadvdValues } from './schema.ts';
import { entryLength } from './write.ts';

/** The room that rtadvd has for an entry: BUFSIZ of FreeBSD, with the byte that ends it. */
const longestEntry = 1023;

/** What is wrong across fields: what the RFCs ask of every router, and what rtadvd refuses by itself. */
export function examine({ interfaces }: RtadvdValues): Problem[] {
  // The fields that both have are named alike, so that the rules of the RFCs are told at the same paths.
  const { shape } = radvd;
  const ours = ['interfacePrefixes', 'linkLayerAddress'];
  const same = interfaces.map((one) =>
    Object.fromEntries(Object.entries(one).filter(([name]) => !ours.includes(name))),
  );
  const common = examineRadvd({ target: '2.20', interfaces: shape.interfaces.parse(same) });
  return [
    ...common.filter(({ source }) => source !== 'radvd.conf(5)'),
    ...interfaces.flatMap((one, index) => own(one, at('interfaces', index))),
  ];
}

function own(one: RtadvdInterface, path: string): Problem[] {
  const problems: Problem[] = [];
  const length = entryLength(one);
  if (length > longestEntry)
    problems.push(
      error(
        at(path, 'name'),
        `its entry has ${length} characters, and rtadvd reads ${longestEntry}: leave out some prefixes, routes or names`,
        'rtadvd, advcap.c',
      ),
    );
  one.prefixes.forEach(({ prefix }, index) => {
    if (prefix === '::/64')
      problems.push(
        error(
          at(path, 'prefixes', index, 'prefix'),
          '::/64 means every prefix of the interface to radvd alone: leave the list empty for that',
          'rtadvd.conf(5)',
        ),
      );
  });
  const longest = 2 * one.maxInterval;
  for (const name of ['rdnss', 'dnssl'] as const)
    one[name].forEach(({ lifetime }, index) => {
      if (lifetime !== undefined && (lifetime === 0 || lifetime > longest))
        problems.push(
          error(
            at(path, name, index, 'lifetime'),
            `rtadvd takes ${one.maxInterval} to ${longest} s: from the longest interval up to twice it`,
            'rtadvd, config.c',
          ),
        );
    });
  return problems;
}
