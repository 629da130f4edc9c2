import type { Configuration, ConfigurationInfo } from '../../src-core/api/configurations.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { ConfigurationStore } from '../../src-main/api/configurations.ts';

function infoOf({ values: _values, base: _base, ...info }: Configuration): ConfigurationInfo {
  return info;
}

/** Stored forms that last as long as the process. */
export function fakeConfigurations(): ConfigurationStore {
  const kept = new Map<number, Configuration>();
  let last = 0;
  const at = (id: number): Configuration => {
    const found = kept.get(id);
    if (found === undefined) throw new ToolError('bad-input', `There is no configuration ${id}.`);
    return found;
  };
  const keep = (one: Configuration): ConfigurationInfo => {
    kept.set(one.id, one);
    return infoOf(one);
  };
  return {
    list: async () => [...kept.values()].map(infoOf),
    get: async (id) => at(id),
    create: async (given) =>
      keep({ ...given, id: ++last, createdAt: Date.now(), updatedAt: Date.now(), revision: 1 }),
    async save({ id, revision, ...change }) {
      const before = at(id);
      if (before.revision !== revision)
        throw new ToolError('conflict', 'The configuration was changed elsewhere.');
      const { name = before.name, values = before.values } = change;
      return keep({ ...before, name, values, updatedAt: Date.now(), revision: revision + 1 });
    },
    duplicate: async (id, name) => keep({ ...at(id), id: ++last, name, revision: 1 }),
    remove: async (id) => kept.delete(id),
  };
}
