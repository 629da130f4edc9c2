import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import type { ShareOptions } from '../../src-core/api/share.ts';
import { containsAddress, prefixOf } from '../../src-core/net/prefix.ts';
import { sharePlaces } from '../../src-core/share/share-urls.ts';
import { formatScoped, needsZone, tryParseScoped } from '../../src-core/net/zone.ts';

/** Where a folder can be shared: an interface, or one address of it. */
export interface Place {
  readonly key: string;
  readonly label: string;
  readonly options: Pick<ShareOptions, 'interface' | 'address'>;
}

export const everywhere: Place = { key: '*', label: 'Every interface', options: {} };

/** The interfaces and the addresses at which a folder can be shared. */
export function placesOf(interfaces: readonly NetworkInterface[]): Place[] {
  return interfaces.flatMap((each): Place[] => {
    const addresses = sharePlaces([each]).map(formatScoped);
    if (addresses.length === 0) return [];
    return [
      { key: interfaceKey(each), label: `${each.name} only`, options: { interface: each.zone } },
      ...addresses.map((address) => ({ key: address, label: address, options: { address } })),
    ];
  });
}

function interfaceKey({ zone }: NetworkInterface): string {
  return `interface ${zone}`;
}

/**
 * The narrowest place at which the host of an address finds a folder: an own address itself, else the interface on
 * whose link the host is; every interface where that is not known. A link can only make it narrower.
 * @param text `fe80::1%eth0`, `192.0.2.7`; undefined where no host is meant
 */
export function placeFor(text: string | undefined, interfaces: readonly NetworkInterface[]): Place {
  const target = text === undefined ? undefined : tryParseScoped(text);
  if (target === undefined) return everywhere;
  const places = placesOf(interfaces);
  const { address } = target;
  const link = interfaces.find(({ zone, addresses }) =>
    needsZone(address)
      ? zone === target.zone
      : addresses.some((own) => containsAddress(prefixOf(own.address, own.length), address)),
  );
  const own = places.find(({ options }) => options.address === formatScoped(target));
  return own ?? places.find(({ key }) => link !== undefined && key === interfaceKey(link)) ?? everywhere;
}
