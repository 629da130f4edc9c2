import { EventEmitter } from 'node:events';

/**
 * A stand-in for an object of Electron: what a test gives it must fit Electron's own types; everything else is absent,
 * so that code which reaches for more fails. Events are sent with `tell`.
 */
export function fake<T extends object>(
  parts: Partial<T>,
): { readonly it: T; tell(name: string, ...args: unknown[]): void } {
  const emitter = new EventEmitter();
  const events = {
    on: (name: string, listener: (...args: unknown[]) => void) => emitter.on(name, listener),
    once: (name: string, listener: (...args: unknown[]) => void) => emitter.once(name, listener),
  };
  // The one place where a part is taken for the whole.
  const it = { ...events, ...parts } as unknown as T;
  return {
    it,
    tell(name, ...args) {
      if (!emitter.emit(name, ...args)) throw new Error(`nobody listens for ${name}`);
    },
  };
}

/** An event that notes whether its default was prevented. */
export function cancellable<T extends object>(
  parts: Partial<T>,
): { readonly event: T; readonly prevented: () => boolean } {
  let prevented = false;
  const event = { ...parts, preventDefault: () => (prevented = true) } as unknown as T;
  return { event, prevented: () => prevented };
}
