/** How many parts the keys are spread over: at 100,000 keys a part has some 200, and a change copies only one of them. */
const bucketCount = 512;

/**
 * A map by text that never changes: a change gives another map that shares all buckets but those it touches, so that
 * a thousand steps of undo over a large plan cost little more than the last of them.
 */
export interface BucketMap<T> {
  readonly size: number;
  readonly buckets: readonly ReadonlyMap<string, T>[];
}

/** The map without any key. */
export function emptyBucketMap<T>(): BucketMap<T> {
  return { size: 0, buckets: Array.from({ length: bucketCount }, () => new Map<string, T>()) };
}

/** A map that is being made, value by value; of two with the same key the last one stays. */
export class BucketMapMaker<T> {
  readonly #buckets = Array.from({ length: bucketCount }, () => new Map<string, T>());

  set(key: string, value: T): void {
    this.#buckets[bucketOf(key)]?.set(key, value);
  }

  get(key: string): T | undefined {
    return this.#buckets[bucketOf(key)]?.get(key);
  }

  /** The map; nothing is set after this. */
  finish(): BucketMap<T> {
    const size = this.#buckets.reduce((sum, bucket) => sum + bucket.size, 0);
    return { size, buckets: this.#buckets };
  }
}

/** The value of a key; undefined where there is none. */
export function lookUp<T>(map: BucketMap<T>, key: string): T | undefined {
  return map.buckets[bucketOf(key)]?.get(key);
}

/** The map with these keys set, or taken out where the value is undefined. */
export function withChanges<T>(
  map: BucketMap<T>,
  changes: Iterable<readonly [string, T | undefined]>,
): BucketMap<T> {
  const buckets = [...map.buckets];
  const copies = new Map<number, Map<string, T>>();
  let { size } = map;
  for (const [key, value] of changes) {
    const index = bucketOf(key);
    let bucket = copies.get(index);
    if (bucket === undefined) {
      bucket = new Map(buckets[index]);
      copies.set(index, bucket);
      buckets[index] = bucket;
    }
    size -= bucket.size;
    if (value === undefined) bucket.delete(key);
    else bucket.set(key, value);
    size += bucket.size;
  }
  return { size, buckets };
}

/** Every value, in no order that means anything. */
export function* valuesOf<T>(map: BucketMap<T>): Generator<T, void, undefined> {
  for (const bucket of map.buckets) yield* bucket.values();
}

/** FNV-1a, 32 bits: short keys that differ in their last digit come to different buckets. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % bucketCount;
}
