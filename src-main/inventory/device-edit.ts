import type { InferContractRouterOutputs } from '@orpc/contract';
import type { devicesContract, DevicePatch } from '../../src-core/api/devices.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { Derived } from './derived.ts';
import { build, type Store } from './store.ts';

type Facets = InferContractRouterOutputs<typeof devicesContract>['facets'];

/** What the person changes: own names, notes, tags, and devices that are to be forgotten. */
export class DeviceEdit {
  readonly #store: Store;
  readonly #derived: Derived;
  readonly #remove;

  constructor(store: Store, derived: Derived) {
    this.#store = store;
    this.#derived = derived;
    this.#remove = store.prepare('DELETE FROM device WHERE id = ?');
  }

  /** A device that is not there is left to the caller to find out. */
  async update({ id, ownName, notes, tags }: DevicePatch): Promise<void> {
    await this.#store.write(() => {
      const change = {
        ...(ownName === undefined
          ? {}
          : { own_name: ownName === null || ownName === '' ? null : visibleText(ownName) }),
        ...(notes === undefined ? {} : { notes }),
      };
      if (Object.keys(change).length > 0) {
        this.#store.run(build.updateTable('device').set(change).where('id', '=', id));
      }
      if (tags !== undefined) this.#replaceTags(id, tags);
      this.#derived.touch(id);
      this.#derived.flush();
    });
  }

  #replaceTags(id: number, tags: readonly string[]): void {
    const exists = this.#store.get(build.selectFrom('device').select('id').where('id', '=', id));
    if (exists === undefined) return;
    this.#store.run(build.deleteFrom('tag').where('device', '=', id));
    for (const tag of new Set(tags.map((text) => visibleText(text)))) {
      this.#store.run(build.insertInto('tag').values({ device: id, tag }));
    }
  }

  /** Forgets devices for ever; gives how many there were. */
  async remove(ids: readonly number[]): Promise<number> {
    return this.#store.write(() => {
      let removed = 0;
      for (const id of ids) {
        this.#derived.touch(id);
        removed += this.#remove.run(id);
      }
      this.#derived.flush();
      return removed;
    });
  }

  facets(): Facets {
    return this.#store.read(() => ({
      tags: this.#store
        .prepare<{ value: string; count: number }>(
          'SELECT tag AS value, count(*) AS count FROM tag GROUP BY tag ORDER BY tag COLLATE NOCASE, tag',
        )
        .all()
        .map(({ value, count }) => ({ value, count })),
      zones: this.#store
        .prepare<{ value: Zone; count: number }>(
          'SELECT zone AS value, count(*) AS count FROM device_zone GROUP BY zone ORDER BY zone',
        )
        .all()
        .map(({ value, count }) => ({ value, count })),
      total: this.#store.prepare<{ count: number }>('SELECT count(*) AS count FROM device').get()?.count ?? 0,
    }));
  }
}
