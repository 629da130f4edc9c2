import { Socket } from 'node:net';
import type { Connection, Connector, Peer, Waiting } from './connector.ts';

/** One connection. A class of its own, so that no closures are made for each of 65,535. */
class Knock extends Socket implements Connection {
  readonly waiting: Waiting;
  readonly all: Set<Knock>;
  stands = false;

  constructor(waiting: Waiting, all: Set<Knock>) {
    super({ allowHalfOpen: true });
    this.waiting = waiting;
    this.all = all;
    all.add(this);
  }

  leave(): void {
    this.all.delete(this);
    // Node would wait until one that is under way stands, before it resets it.
    if (this.connecting) this.destroy();
    else this.resetAndDestroy();
  }
}

function onConnect(this: Knock): void {
  if (!this.all.has(this)) return;
  this.stands = true;
  this.waiting.connected();
}

function onError(this: Knock, error: NodeJS.ErrnoException): void {
  // One that was left, or that stood already, says no more.
  if (this.all.delete(this) && !this.stands) this.waiting.failed(error.code ?? error.message);
}

/** Connects with Node's sockets: works on every system. */
export class SocketConnector implements Connector {
  readonly #all = new Set<Knock>();

  peer(host: string): Peer {
    return {
      connect: (port, waiting) => {
        const knock = new Knock(waiting, this.#all);
        knock.on('connect', onConnect);
        knock.on('error', onError);
        knock.connect({ host, port, autoSelectFamily: false });
        return knock;
      },
    };
  }

  close(): void {
    for (const knock of this.#all) knock.leave();
  }
}
