import { createORPCClient } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket as ReconnectingWebSocket } from 'partysocket';
import type { Contract } from '../../src-core/api/contract.ts';
import { connectionState, setConnectionState } from './connection.ts';
import { openSession, takeToken } from './session.ts';

/** By number, as the DOM counts them: connecting, open, closing, closed. */
const readyStates = [0, 1, 2, 3] as const;

/** How long the page waits before it loads itself again after its port was closed, in milliseconds. */
const reloadMs = 1000;

type Options = boolean | AddEventListenerOptions;

export type ApiClient = ContractRouterClient<Contract>;

/** The client for the host that the page runs in. Sets the connection state as it changes. */
export function connect(): ApiClient {
  return location.protocol === 'linkscope:' ? connectToElectron() : connectToServer();
}

/**
 * Electron: the preload answers `linkscope:connect` with one end of a MessageChannel. The page asks, because a port
 * that is posted before its listener stands is lost.
 */
function connectToElectron(): ApiClient {
  const { port1, port2 } = new MessageChannel();
  const listen = (event: MessageEvent): void => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== 'linkscope:port' || port === undefined) return;
    window.removeEventListener('message', listen);
    bridge(port2, port);
    setConnectionState('open');
  };
  window.addEventListener('message', listen);
  window.postMessage('linkscope:connect', location.origin);
  port1.start();
  return createORPCClient(new MessagePortLink({ port: port1 }));
}

/** Joins two ports, so that calls made before the real port came wait in the queue of the first. */
function bridge(inner: MessagePort, outer: MessagePort): void {
  inner.addEventListener('message', (event) => outer.postMessage(event.data));
  outer.addEventListener('message', (event) => inner.postMessage(event.data));
  outer.addEventListener('close', () => {
    setConnectionState('lost');
    inner.close();
    // The program lives, or this window would not: a fresh page gets a fresh connection, and finds its run again.
    window.setTimeout(() => location.reload(), reloadMs);
  });
  outer.start();
  inner.start();
}

function connectToServer(): ApiClient {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new ReconnectingWebSocket(`${scheme}//${location.host}/rpc`, [], {
    startClosed: true,
    minReconnectionDelay: 300,
    maxReconnectionDelay: 3000,
    reconnectionDelayGrowFactor: 1.5,
    // A call that was queued while the socket was down would run later unseen; callers try again themselves.
    maxEnqueuedMessages: 0,
  });
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => setConnectionState('open'));
  socket.addEventListener('close', () => {
    if (connectionState() === 'open') setConnectionState('lost');
    else if (connectionState() !== 'refused') void tellWhyClosed(socket);
  });
  void begin(socket);
  // The link asks for these four only; partysocket's own event types are narrower than the DOM's.
  const link = new WebSocketLink({
    websocket: {
      addEventListener: (type: string, listener: EventListenerOrEventListenerObject, options?: Options) =>
        socket.addEventListener(type, listener, options),
      removeEventListener: (type: string, listener: EventListenerOrEventListenerObject, options?: Options) =>
        socket.removeEventListener(type, listener, options),
      send: (data) => {
        socket.send(data instanceof Blob || typeof data === 'string' ? data : toArrayBuffer(data));
      },
      get readyState() {
        return readyStates[socket.readyState] ?? 3;
      },
    },
  });
  return createORPCClient(link);
}

function toArrayBuffer(data: ArrayBufferLike | ArrayBufferView): ArrayBuffer {
  const view = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return Uint8Array.from(view).buffer;
}

async function begin(socket: ReconnectingWebSocket): Promise<void> {
  const token = takeToken(location, history);
  if (token !== null) {
    try {
      await openSession(token);
    } catch (error) {
      // The cookie of an earlier visit may still be good: the upgrade below decides.
      console.warn('The session could not be opened:', error);
    }
  }
  socket.reconnect();
}

/**
 * A browser hides why an upgrade failed, so ask by plain HTTP: 401 says that the program does not know this browser.
 * The cookie is missing, or of an earlier start of the program.
 */
async function tellWhyClosed(socket: ReconnectingWebSocket): Promise<void> {
  try {
    const response = await fetch('/session', { credentials: 'same-origin', cache: 'no-store' });
    if (response.status !== 401 || connectionState() === 'open') return;
    setConnectionState('refused');
    socket.close();
  } catch {
    // Nothing answers at all: the socket goes on trying, and the bar on top says so.
    if (connectionState() === 'connecting') setConnectionState('lost');
  }
}
