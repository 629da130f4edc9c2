import { randomInt } from 'node:crypto';
import { family, type Address, type Family } from '../../../src-core/net/address.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { reverseName } from '../../../src-core/net/reverse.ts';
import { appliesToMulticast, converse, type Conversation, type Packet } from '../datagram/conversation.ts';
import { QueryWriter, readMessage, type RecordType } from '../datagram/dns-message.ts';
import { addressOfReverseName, dnsName, hostNameText, nameKey, type DnsName } from '../datagram/dns-name.ts';
import type { Datagram } from '../datagram/intake.ts';
import type { Link } from '../datagram/link.ts';
import { group } from '../datagram/multicast-socket.ts';
import { QuestionQueue } from '../datagram/question-queue.ts';
import { SightingLedger } from '../datagram/sighting-ledger.ts';
import type { KnownAddress, Sighting, Source, SourceContext } from '../source.ts';

const port = 5355;
/** RFC 4795 section 2.5 leaves it free, and recommends this. */
const hopLimit = 255;
/** One question in each packet (RFC 4795 section 2.1.1), so more packets than others need, and small ones. */
const packetsPerSecond = 200;
/** Host names whose addresses are asked for: as many as can be asked for in time. */
const mostNames = 512;

/**
 * Link-Local Multicast Name Resolution (RFC 4795), which Windows and systemd-resolved speak. There is no browsing: the
 * name of each known address is asked for, then the other addresses of that name. Answers come to the asker alone.
 */
const llmnr: Source = {
  id: 'llmnr',
  applies: appliesToMulticast,
  run: (context) =>
    converse(context, {
      name: 'LLMNR',
      groups: [group('ff02::1:3', port, hopLimit), group('224.0.0.252', port, hopLimit)],
      listens: false,
      packetsPerSecond,
      start: (each, link) => new LlmnrConversation(each, link),
    }),
};

export default llmnr;

/** One run's questions and answers on one interface; apart from any socket, so that tests can feed it. */
export class LlmnrConversation implements Conversation {
  readonly #context: SourceContext;
  readonly #link: Link;
  readonly #ledger: SightingLedger;
  readonly #queue = new QuestionQueue();
  readonly #asked = new Set<Address>();
  readonly #names = new Set<string>();
  readonly #first = new Set<string>();
  readonly #id = randomInt(1, 0x10000);
  #now = 0;

  constructor(context: SourceContext, link: Link) {
    this.#context = context;
    this.#link = link;
    this.#ledger = new SightingLedger('llmnr', link);
  }

  get progress(): { done: number; total: number } {
    return { done: this.#queue.done, total: this.#queue.total };
  }

  get unasked(): number {
    return this.#queue.unasked;
  }

  get full(): boolean {
    return this.#ledger.full || this.#queue.full;
  }

  receive({ data, sender, port: from }: Datagram): Sighting[] {
    const message = readMessage(data);
    if (message === undefined || !message.response || from !== port) return [];
    if (message.id !== this.#id || message.opcode !== 0) return [];
    const sightings = [this.#ledger.tell({ address: sender, by: sender })];
    for (const record of message.rcode === 0 ? message.records : []) {
      // Only what was asked for is an answer.
      if (record.type === 'PTR') {
        const address = addressOfReverseName(record.name);
        if (address === undefined || !this.#asked.has(address)) continue;
        this.#queue.settle(record.name, 'PTR');
        sightings.push(this.#ledger.tell({ address, by: sender, names: [hostNameText(record.target)] }));
        this.#askAddresses(record.target);
      } else if (record.type === 'A' || record.type === 'AAAA') {
        if (!this.#names.has(nameKey(record.name))) continue;
        this.#queue.settle(record.name, record.type);
        if (!this.#link.isOnLink(record.address)) continue;
        const names = [hostNameText(record.name)];
        sightings.push(this.#ledger.tell({ address: record.address, by: sender, names }));
        if (this.#ledger.hasName(record.address)) {
          this.#asked.add(record.address);
          this.#queue.settle(dnsName(reverseName(record.address)), 'PTR');
        }
      }
    }
    return sightings.filter((sighting) => sighting !== undefined);
  }

  notice(now: number): void {
    this.#now = now;
    for (const known of this.#context.known.addresses(this.#link.zone)) {
      const { address, confirmed } = known;
      if (this.#asked.has(address) || !this.#link.isOnLink(address)) continue;
      this.#asked.add(address);
      if (!this.#isFirstOfHost(known)) continue;
      // As a rule a host has one link-local and one IPv4 address, and any of its addresses gives the name.
      const isLikely = confirmed && (family(address) === 4 || isLinkLocal(address));
      this.#ask(dnsName(reverseName(address)), 'PTR', family(address), isLikely);
    }
  }

  due(): number | undefined {
    return this.#queue.due();
  }

  next(now: number): Packet | undefined {
    this.#now = now;
    const writer = new QueryWriter();
    const batch = this.#queue.take(now, (question) => writer.count === 0 && writer.add(question));
    if (batch === undefined || writer.count === 0) return undefined;
    return { family: batch.family, ask: writer.finish(this.#id, false) };
  }

  /** Of a host whose MAC is known, one address of each family is asked about. */
  #isFirstOfHost({ address, mac }: KnownAddress): boolean {
    const key = `${family(address)} ${mac ?? address}`;
    if (this.#first.has(key)) return false;
    this.#first.add(key);
    return true;
  }

  #askAddresses(name: DnsName): void {
    const key = nameKey(name);
    if (this.#names.has(key) || this.#names.size >= mostNames) return;
    this.#names.add(key);
    this.#ask(name, 'AAAA', 6, true);
    this.#ask(name, 'A', 4, true);
  }

  #ask(name: DnsName, type: RecordType, to: Family, urgent: boolean): void {
    if (!this.#link.sources.has(to)) return;
    this.#queue.add({ name, type, family: to }, urgent, this.#now);
  }
}
