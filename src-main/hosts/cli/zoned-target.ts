import { formatScoped, needsZone, tryParseScoped, type Zone } from '../../../src-core/net/zone.ts';
import type { InterfaceList } from '../../api/interfaces.ts';
import { badInput } from './arguments.ts';

/**
 * A target as this system takes it: `root@fe80::1` on a computer with one link gets that link as its zone, and the name
 * of an interface becomes its index where the system wants that.
 * @throws ToolError `bad-input` for a link-local address that may be on several links
 */
export async function zonedTarget(text: string, read: () => Promise<InterfaceList>): Promise<string> {
  const at = text.lastIndexOf('@') + 1;
  const scoped = tryParseScoped(text.slice(at));
  if (scoped === undefined || !needsZone(scoped.address)) return text;
  const { interfaces } = await read();
  const withZone = (zone: Zone) => text.slice(0, at) + formatScoped({ address: scoped.address, zone });
  if (scoped.zone !== undefined) {
    const named = interfaces.find(({ name, zone }) => name === scoped.zone || zone === scoped.zone);
    return named === undefined ? text : withZone(named.zone);
  }
  const usable = interfaces.filter(({ unusable }) => unusable === null);
  const [only] = usable;
  if (only !== undefined && usable.length === 1) return withZone(only.zone);
  const choices = usable.map(({ zone }) => withZone(zone)).join(', ');
  throw badInput(
    choices === ''
      ? `${scoped.address} needs an interface, and none is up`
      : `${scoped.address} may be on every link: which one? ${choices}`,
  );
}
