import { descriptionLines } from '../../../../src-core/calculate/description-text.ts';
import { describe } from '../../../../src-core/calculate/describe.ts';
import type { DescriptionContext } from '../../../../src-core/calculate/facts.ts';
import { lengthOf, parsePrefix, prefixFamily } from '../../../../src-core/net/prefix.ts';
import { nat64Address } from '../../../../src-core/net/transition.ts';
import { parseAddress } from '../../../../src-core/net/address.ts';
import { badInput, type Arguments } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';

/** What was given besides the texts. The registry of vendors is loaded where a text may hold a MAC, for it is large. */
async function contextOf(args: Arguments): Promise<DescriptionContext> {
  const [nat64, under] = [args.text('nat64'), args.text('under')];
  const nat64Prefix = nat64 === undefined ? undefined : parsed('--nat64', () => parsePrefix(nat64));
  // Refuses a prefix that can be none of NAT64.
  if (nat64Prefix !== undefined)
    parsed('--nat64', () => nat64Address(nat64Prefix, parseAddress('192.0.2.1')));
  const underPrefix = under === undefined ? undefined : parsed('--under', () => parsePrefix(under));
  if (underPrefix !== undefined && (prefixFamily(underPrefix) === 4 || lengthOf(underPrefix) > 64))
    throw badInput(
      `--under ${underPrefix}: an address is made from a MAC under an IPv6 prefix of /64 or shorter`,
    );
  const { loadVendors } = await import('../../../discovery/vendors.ts');
  return {
    vendorOf: await loadVendors(),
    ...(nat64Prefix === undefined ? {} : { nat64: nat64Prefix }),
    ...(underPrefix === undefined ? {} : { under: underPrefix }),
  };
}

export const calcCommand: Command = {
  usage: 'TEXT… [--json] [--nat64 PREFIX] [--under PREFIX]',
  options: {
    json: { help: 'prints one JSON object a text, on a line of its own' },
    nat64: { value: 'PREFIX', help: 'the NAT64 prefix of the network, of any length of RFC 6052' },
    under: { value: 'PREFIX', help: 'makes the address of a MAC under this prefix' },
    ...plainOptions,
  },
  async run(args, { terminal }) {
    if (args.words.length === 0)
      throw badInput(
        'what shall be told? An address, a prefix, a range, a MAC, a DUID, a number, "vni 1000" or "mtu 1500"',
      );
    const context = await contextOf(args);
    // All are read before the first is printed, so that a wrong one leaves no half of an answer.
    const found = args.words.map((text) => ({ text, ...parsed('TEXT', () => describe(text, context)) }));
    for (const [index, description] of found.entries()) {
      if (args.has('json')) await terminal.json(description);
      else await terminal.lines([...(index === 0 ? [] : ['']), ...descriptionLines(description)]);
    }
    return exitStatus.success;
  },
};
