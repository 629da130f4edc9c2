import type { InterfaceList } from '../../api/interfaces.ts';
import type { Zone } from '../../../src-core/net/zone.ts';
import { pick } from './arguments.ts';

/**
 * The interfaces that were named, by zone or by the name that people know them by.
 * @throws ToolError `bad-input` with the nearest interface that is there
 */
export function zonesNamed(names: readonly string[], list: InterfaceList): Zone[] {
  const known = list.interfaces.flatMap(({ zone, name }) => (name === zone ? [zone] : [name, zone]));
  return [
    ...new Set(
      names.flatMap((given) => {
        const found = pick('--interface', given, known);
        return list.interfaces
          .filter(({ zone, name }) => zone === found || name === found)
          .map(({ zone }) => zone);
      }),
    ),
  ];
}
