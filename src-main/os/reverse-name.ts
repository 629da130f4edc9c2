import { lookupService } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

const timeoutMs = 3_000;

/** The name of an address as the system finds it (hosts file, DNS), safe to show; null where it finds none in time. */
export async function reverseName(address: Address): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs).unref();
  });
  try {
    const asked = lookupService(address, 0).then(
      ({ hostname }) => (hostname === '' || isIP(hostname.split('%', 1)[0] ?? '') !== 0 ? null : hostname),
      // A name that is not there and a server that does not answer are the same here: no name is known.
      () => null,
    );
    const name = await Promise.race([asked, late]);
    return name === null ? null : visibleText(name);
  } finally {
    clearTimeout(timer);
  }
}
