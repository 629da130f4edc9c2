import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatScoped, tryParseScoped } from '../../src-core/net/zone.ts';
import { zoneHere } from '../os/interface-presence.ts';
import type { Line, LineEvents } from './line.ts';
import { TelnetFilter } from './telnet-filter.ts';

const connectMs = 10_000;
/** While more than this waits for the peer to take it, whoever writes has to wait as well. */
const mostWaiting = 65_536;

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the port is closed: the host refused the connection',
  ECONNRESET: 'the host broke the connection off',
  EHOSTUNREACH: 'the host did not answer on its link, or a router or firewall refused',
  ENETUNREACH: 'there is no route to this address',
  EACCES: 'a firewall refused the connection',
  ETIMEDOUT: 'no answer came in time: a firewall drops it, or the host is off',
  EINVAL: 'the address cannot be used here: is the interface of its zone there?',
  ENODEV: 'there is no interface of this name',
  ENOTFOUND: 'the name has no address that this computer can find',
  EAI_AGAIN: 'the name servers did not answer',
};

function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? visibleText(error.message, 200);
}

/** The host with its zone as sockets take it. @throws ToolError `bad-input` for an interface that is not here */
function hostHere(host: string): string {
  const scoped = tryParseScoped(host);
  if (scoped?.zone === undefined) return host;
  return formatScoped({ address: scoped.address, zone: zoneHere(scoped.zone) });
}

/**
 * Connects to a TCP port; the text that comes is told as it is, without Telnet's commands.
 * @param options `echo`: what is sent is told as well, as nobody else shows it
 * @throws ToolError `bad-input` for a zone that is no interface of this computer
 */
export function openTcpLine(
  host: string,
  port: number,
  events: LineEvents,
  { echo = true }: { readonly echo?: boolean } = {},
): Line {
  // A host that has said all may still read: the person decides when it is over.
  const socket = connect({ host: hostHere(host), port, autoSelectFamily: true, noDelay: true });
  const filter = new TelnetFilter();
  const decoder = new StringDecoder('utf8');
  let text = 'the host closed the connection';
  let over = false;
  const late = setTimeout(() => {
    text = `no answer came within ${connectMs / 1000} s: a firewall drops it, or the host is off`;
    socket.destroy();
  }, connectMs);
  const tell = (piece: string) => {
    if (piece !== '') events.output(piece);
  };
  socket.once('connect', () => {
    clearTimeout(late);
    events.connected();
  });
  socket.on('data', (octets) => {
    const { text: plain, answer } = filter.take(octets);
    if (answer.length > 0) socket.write(answer);
    tell(decoder.write(Buffer.from(plain)));
  });
  socket.once('error', (error) => (text = reasonOf(error)));
  const room = new EventEmitter();
  // As many as write before the first has waited.
  room.setMaxListeners(0);
  socket.on('drain', () => room.emit('room'));
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => {
      clearTimeout(late);
      over = true;
      room.emit('room');
      tell(decoder.end());
      events.ended({ status: null, text });
      resolve();
    });
  });
  return {
    async write(line) {
      if (over || socket.connecting) return;
      if (echo) {
        const shown = visibleText(line.replace(/\r?\n$/, ''), 8_000);
        events.output(`\u001B[36m> ${shown}\u001B[0m\r\n`);
      }
      socket.write(line);
      if (socket.writableLength > mostWaiting) await once(room, 'room');
    },
    resize: () => undefined,
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    async end() {
      if (!over) text = 'closed';
      socket.destroy();
      await gone;
    },
  };
}
