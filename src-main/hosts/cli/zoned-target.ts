import { formatScoped, needsZone, tryParseScoped, type Zone } from '../../../src-core/net/zone.ts';
import type { InterfaceList } from '../../api/interfaces.ts';
import { badInput, quoted } from './arguments.ts';
import { suggestion } from './nearest.ts';

/**
 * A target as this system takes it: `root@fe80::1` on a computer with one link gets that link as its zone, and the name
 * of an interface becomes its index where the system wants that, and the other way round.
 * @throws ToolError `bad-input` for a link-local address that may be on several links, or on one that is not here
 */
export async function zonedTarget(text: string, read: () => Promise<InterfaceList>): Promise<string> {
  const at = text.lastIndexOf('@') + 1;
  const scoped = tryParseScoped(text.slice(at));
  if (scoped === undefined || !needsZone(scoped.address)) return text;
  const { interfaces } = await read();
  const withZone = (zone: Zone) => text.slice(0, at) + formatScoped({ address: scoped.address, zone });
  const given = scoped.zone;
  if (given !== undefined) {
    const named = interfaces.find(({ name, zone, index }) => [name, zone, String(index)].includes(given));
    // Another zone must not come through: what the system makes of it is up to the system.
    if (named === undefined) {
      const known = interfaces.map(({ zone }) => zone);
      throw badInput(`there is no interface ${quoted(given)}${suggestion(given, known)}`);
    }
    return withZone(named.zone);
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
