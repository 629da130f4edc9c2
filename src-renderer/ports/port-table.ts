import type { HostPorts, OpenPort, PortItem } from '../../src-core/api/ports.ts';
import { addressText, portKey } from './port-rows.ts';

/** What a scan, or a file, has told so far: each open port once, and each host that has been asked whole. */
export interface PortResults {
  readonly open: readonly OpenPort[];
  readonly hosts: readonly HostPorts[];
}

/** Many rows are put in order anew so often, in milliseconds, while more of them come; few at the next frame. */
const manyRowsMs = 400;
const fewRowsMs = 16;
const manyRows = 5_000;

/** Gathers what a scan tells; the page draws a picture of it now and then, and not after each word. */
export class PortTable {
  readonly #open = new Map<string, OpenPort>();
  readonly #hosts = new Map<string, HostPorts>();
  readonly #listeners = new Set<() => void>();
  #shown: PortResults = { open: [], hosts: [] };
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes more items: a port that comes again, with its banner, takes the place of the earlier one. */
  readonly add = (items: readonly PortItem[]): void => {
    for (const item of items) {
      if (item.kind === 'port') this.#open.set(portKey(item), item);
      else this.#hosts.set(addressText(item), item);
    }
    this.#tell();
  };

  readonly clear = (): void => {
    this.#open.clear();
    this.#hosts.clear();
    this.show();
  };

  /** The picture that is drawn; the same one until there is a newer. */
  readonly results = (): PortResults => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Makes the picture of what is here now. */
  readonly show = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shown = { open: [...this.#open.values()], hosts: [...this.#hosts.values()] };
    for (const listener of this.#listeners) listener();
  };

  #tell(): void {
    const isMany = this.#open.size + this.#hosts.size > manyRows;
    this.#timer ??= setTimeout(this.show, isMany ? manyRowsMs : fewRowsMs);
  }
}
