import { exclude } from '../../../src-core/net/prefix-sets.ts';
import { parsePrefix, prefixFamily, type Prefix } from '../../../src-core/net/prefix.ts';

// Halves: apr_ipsubnet_create takes no mask of 0.
const everything = ['::/1', '8000::/1', '0.0.0.0/1', '128.0.0.0/1'].map(parsePrefix);

/**
 * All addresses but those of the proxies. mod_remoteip wants a PROXY header from everyone but its exceptions; with these
 * it takes one from the proxies alone, so clients can come directly as well, and cannot claim to be another.
 */
export function everyoneElse(proxies: readonly Prefix[]): Prefix[] {
  return everything.flatMap((all) => {
    const family = prefixFamily(all);
    return exclude(
      [all],
      proxies.filter((prefix) => prefixFamily(prefix) === family),
    );
  });
}
