import type { Draft } from './draft.ts';

const storeName = 'drafts';
/** After this long without a change a draft is let go, in milliseconds. */
const keptMs = 180 * 24 * 3600 * 1000;

let opening: Promise<IDBDatabase> | undefined;

/** The browser's own database: a form of thousands of items is too large for localStorage. */
function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('linkscope-configure', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(storeName, { keyPath: 'id' });
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(faultOf(request)));
  });
  return opening;
}

function faultOf(request: IDBRequest): Error {
  return request.error ?? new Error('the browser did not say why');
}

async function withStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const store = (await database()).transaction(storeName, mode).objectStore(storeName);
  return await new Promise<T>((resolve, reject) => {
    const request = work(store);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(faultOf(request)));
  });
}

/** All drafts, the one changed last first. Those that nobody touched for half a year are taken away. */
export async function readDrafts(): Promise<Draft[]> {
  const all = await withStore<Draft[]>('readonly', (store) => store.getAll());
  const old = all.filter(({ changedAt }) => Date.now() - changedAt > keptMs);
  for (const { id } of old) await removeDraft(id);
  return all.filter((draft) => !old.includes(draft)).sort((one, other) => other.changedAt - one.changedAt);
}

export async function readDraft(id: string): Promise<Draft | undefined> {
  return await withStore<Draft | undefined>('readonly', (store) => store.get(id));
}

export async function writeDraft(draft: Draft): Promise<void> {
  await withStore('readwrite', (store) => store.put(draft));
}

export async function removeDraft(id: string): Promise<void> {
  await withStore('readwrite', (store) => store.delete(id));
}
