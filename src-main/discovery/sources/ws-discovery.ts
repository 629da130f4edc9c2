import { randomUUID } from 'node:crypto';
import { appliesToMulticast, converse, type Conversation, type Packet } from '../datagram/conversation.ts';
import { FixedQuestions } from '../datagram/fixed-questions.ts';
import type { Datagram } from '../datagram/intake.ts';
import type { Link } from '../datagram/link.ts';
import { group } from '../datagram/multicast-socket.ts';
import { SightingLedger } from '../datagram/sighting-ledger.ts';
import { portOfOwnUri } from '../datagram/uri-port.ts';
import { onvifName, readWsDiscovery, wsProbes } from '../datagram/ws-discovery-message.ts';
import type { Sighting, Source } from '../source.ts';

const port = 3702;
/** SOAP over UDP, section 3.1.3: datagrams to a group do not leave the link. */
const hopLimit = 1;
const groups = [group('ff02::c', port, hopLimit), group('239.255.255.250', port, hopLimit)];

/**
 * WS-Discovery: Windows computers, printers, scanners and ONVIF cameras. It finds Windows hosts, which leave multicast
 * echo unanswered. The addresses that devices give for more are never connected to.
 */
const wsDiscovery: Source = {
  id: 'ws-discovery',
  applies: appliesToMulticast,
  run: (context) =>
    converse(context, {
      name: 'WS-Discovery',
      groups,
      listens: true,
      packetsPerSecond: 50,
      start: (_context, link, now) => new WsDiscoveryConversation(link, now),
    }),
};

export default wsDiscovery;

/** One run's probes and answers on one interface; apart from any socket, so that tests can feed it. */
export class WsDiscoveryConversation implements Conversation {
  readonly #link: Link;
  readonly #ledger: SightingLedger;
  readonly #questions: FixedQuestions;
  readonly unasked = 0;

  constructor(link: Link, now: number) {
    this.#link = link;
    this.#ledger = new SightingLedger('ws-discovery', link);
    const probes = wsProbes(randomUUID);
    const families = groups.map(({ family }) => family).filter((family) => link.sources.has(family));
    this.#questions = new FixedQuestions(
      families.flatMap((family) => probes.map((text) => ({ family, text }))),
      now,
    );
  }

  get progress(): { done: number; total: number } {
    return this.#questions.progress;
  }

  get full(): boolean {
    return this.#ledger.full;
  }

  receive({ data, sender }: Datagram): Sighting[] {
    const message = readWsDiscovery(data);
    if (message === undefined) return [];
    // Who asks is there; our own probes come back as well.
    if (message.kind === 'question' && this.#link.isOwn(sender)) return [];
    const offers = message.kind === 'matches' || message.kind === 'hello';
    const services = (offers ? message.devices : []).flatMap(({ types, scopes, addresses }) => {
      const ports = addresses.map((uri) => portOfOwnUri(uri, sender)).filter((each) => each !== undefined);
      const name = onvifName(scopes) ?? '';
      return types.map((type) => ({ type, name, port: ports[0] ?? null }));
    });
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
