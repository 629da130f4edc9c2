import { Resolver } from 'node:dns/promises';
import type { Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/**
 * The name that DNS has for an address, safe to show; null where it has none or does not answer in time. Asked by a
 * resolver of our own: the system's would keep the program from ending while a server is silent.
 */
export async function reverseName(address: Address): Promise<string | null> {
  const resolver = new Resolver({ timeout: 1_500, tries: 1 });
  const names = await resolver.reverse(address).catch(
    // No name and no server to tell it are the same here: none is known.
    (): string[] => [],
  );
  const [name = ''] = names;
  return name === '' ? null : visibleText(name);
}
