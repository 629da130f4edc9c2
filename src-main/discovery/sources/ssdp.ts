import { appliesToMulticast, converse, type Conversation, type Packet } from '../datagram/conversation.ts';
import { FixedQuestions } from '../datagram/fixed-questions.ts';
import type { Datagram } from '../datagram/intake.ts';
import type { Link } from '../datagram/link.ts';
import { group } from '../datagram/multicast-socket.ts';
import { SightingLedger } from '../datagram/sighting-ledger.ts';
import { readSsdp, ssdpSearch } from '../datagram/ssdp-message.ts';
import { portOfOwnUri } from '../datagram/uri-port.ts';
import type { Sighting, Source } from '../source.ts';

const port = 1900;
/** UPnP Device Architecture 2.0, section 1.3.2. */
const hopLimit = 2;
const groups = [group('ff02::c', port, hopLimit), group('239.255.255.250', port, hopLimit)];
/** Some devices answer to one of them only. */
const targets = ['ssdp:all', 'upnp:rootdevice'];

/**
 * The Simple Service Discovery Protocol of UPnP: searches on the link, and listens for announcements. The descriptions
 * that devices point to are never fetched: a stranger would choose where we connect to.
 */
const ssdp: Source = {
  id: 'ssdp',
  applies: appliesToMulticast,
  run: (context) =>
    converse(context, {
      name: 'SSDP',
      groups,
      listens: true,
      packetsPerSecond: 50,
      start: (_context, link, now) => new SsdpConversation(link, now),
    }),
};

export default ssdp;

/** One run's searches and answers on one interface; apart from any socket, so that tests can feed it. */
export class SsdpConversation implements Conversation {
  readonly #link: Link;
  readonly #ledger: SightingLedger;
  readonly #questions: FixedQuestions;
  readonly unasked = 0;

  constructor(link: Link, now: number) {
    this.#link = link;
    this.#ledger = new SightingLedger('ssdp', link);
    const searches = groups
      .filter(({ family }) => link.sources.has(family))
      .flatMap(({ family, address }) =>
        targets.map((target) => ({
          family,
          text: ssdpSearch(family === 6 ? `[${address}]:${port}` : `${address}:${port}`, target),
        })),
      );
    this.#questions = new FixedQuestions(searches, now);
  }

  get progress(): { done: number; total: number } {
    return this.#questions.progress;
  }

  get full(): boolean {
    return this.#ledger.full;
  }

  receive({ data, sender }: Datagram): Sighting[] {
    const message = readSsdp(data);
    if (message === undefined) return [];
    const { kind, target, server, location } = message;
    // Who asks is there; our own searches come back as well.
    if (kind === 'search' && this.#link.isOwn(sender)) return [];
    const offers = kind === 'response' || kind === 'alive';
    // `uuid:...` repeats the device itself, once more than its types.
    const isType = target !== '' && !target.toLowerCase().startsWith('uuid:');
    const services =
      offers && isType ? [{ type: target, name: server, port: portOfOwnUri(location, sender) ?? null }] : [];
    const sighting = this.#ledger.tell({ address: sender, by: sender, services });
    return sighting === undefined ? [] : [sighting];
  }

  due(): number | undefined {
    return this.#questions.due();
  }

  next(now: number): Packet | undefined {
    return this.#questions.next(now);
  }
}
