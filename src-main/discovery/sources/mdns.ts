import { randomInt } from 'node:crypto';
import { family, type Address } from '../../../src-core/net/address.ts';
import { reverseName } from '../../../src-core/net/reverse.ts';
import { appliesToMulticast, converse, type Conversation, type Packet } from '../datagram/conversation.ts';
import { QueryWriter, readMessage } from '../datagram/dns-message.ts';
import { dnsName, nameKey, type DnsName } from '../datagram/dns-name.ts';
import type { Datagram } from '../datagram/intake.ts';
import type { Link } from '../datagram/link.ts';
import { MdnsBook, type MdnsLeads } from '../datagram/mdns-book.ts';
import { group } from '../datagram/multicast-socket.ts';
import { QuestionQueue } from '../datagram/question-queue.ts';
import { serviceTypeEnumeration, wellKnownServiceTypes } from '../datagram/service-types.ts';
import { SightingLedger } from '../datagram/sighting-ledger.ts';
import type { Sighting, Source, SourceContext } from '../source.ts';

const port = 5353;
/** RFC 6762 section 11. */
const hopLimit = 255;
const packetsPerSecond = 50;

/** Small responders have room for few questions; only large ones answer for addresses. */
const mostQuestionsInPacket = 10;
const mostReverseQuestionsInPacket = 36;
/** Service types asked for at most; what a hostile responder invents ends here. */
const mostTypes = 256;

/**
 * Multicast DNS (RFC 6762) with service discovery (RFC 6763). Questions go out from a port of our own, so that answers
 * come to us alone and nothing is needed of port 5353 (section 6.7); the browsing goes out once more from that port,
 * for responders that know multicast answers only, and announcements are heard there. TXT records are not asked for:
 * nothing of them is shown.
 */
const mdns: Source = {
  id: 'mdns',
  applies: appliesToMulticast,
  run: (context) =>
    converse(context, {
      name: 'mDNS',
      groups: [group('ff02::fb', port, hopLimit), group('224.0.0.251', port, hopLimit)],
      listens: true,
      packetsPerSecond,
      start: (each, link, now) => new MdnsConversation(each, link, now),
    }),
};

export default mdns;

/** One run's questions and answers on one interface; apart from any socket, so that tests can feed it. */
export class MdnsConversation implements Conversation {
  readonly #context: SourceContext;
  readonly #link: Link;
  readonly #ledger: SightingLedger;
  readonly #book: MdnsBook;
  readonly #queue = new QuestionQueue();
  readonly #types = new Set<string>();
  readonly #reversed = new Set<Address>();
  readonly #id = randomInt(1, 0x10000);
  #tooManyTypes = false;
  #now: number;

  constructor(context: SourceContext, link: Link, now: number) {
    this.#context = context;
    this.#link = link;
    this.#ledger = new SightingLedger('mdns', link);
    this.#book = new MdnsBook(link, this.#ledger);
    this.#now = now;
    for (const type of [serviceTypeEnumeration, ...wellKnownServiceTypes]) this.#browse(dnsName(type));
  }

  get progress(): { done: number; total: number } {
    return { done: this.#queue.done, total: this.#queue.total };
  }

  get unasked(): number {
    return this.#queue.unasked;
  }

  get full(): boolean {
    return this.#tooManyTypes || this.#ledger.full || this.#book.full || this.#queue.full;
  }

  receive({ data, sender, port: from }: Datagram): Sighting[] {
    const message = readMessage(data);
    // RFC 6762 sections 18.3 and 18.11: other opcodes and response codes are ignored in silence.
    if (message === undefined || message.opcode !== 0 || message.rcode !== 0) return [];
    if (!message.response) {
      // Who asks is there; our own questions come back as well.
      if (this.#link.isOwn(sender)) return [];
      const asker = this.#ledger.tell({ address: sender, by: sender });
      return asker === undefined ? [] : [asker];
    }
    // Section 6: an answer from another port is not mDNS.
    if (from !== port) return [];
    const { sightings, leads } = this.#book.take(sender, message.records);
    this.#follow(leads);
    for (const { address } of sightings) {
      if (address !== undefined && this.#ledger.hasName(address)) this.#settleReverse(address);
    }
    return sightings;
  }

  notice(now: number): void {
    this.#now = now;
    for (const { address } of this.#context.known.addresses(this.#link.zone)) {
      if (this.#reversed.has(address) || this.#ledger.hasName(address) || !this.#link.isOnLink(address))
        continue;
      this.#reversed.add(address);
      const question = { name: dnsName(reverseName(address)), type: 'PTR', family: family(address) } as const;
      this.#queue.add(question, false, now);
    }
  }

  due(): number | undefined {
    return this.#queue.due();
  }

  next(now: number): Packet | undefined {
    this.#now = now;
    const writer = new QueryWriter();
    const batch = this.#queue.take(now, (question) => {
      const isReverse = this.#isReverse(question.name);
      const most = isReverse ? mostReverseQuestionsInPacket : mostQuestionsInPacket;
      return writer.count < most && writer.add(question);
    });
    if (batch === undefined || writer.count === 0) return undefined;
    // RFC 6762 section 5.2: multicast answers are not asked for again within the first second.
    const asksAll = batch.family === undefined && batch.attempt !== 1;
    return {
      family: batch.family,
      ask: writer.finish(this.#id, true),
      listen: asksAll ? writer.finish(0, false) : undefined,
    };
  }

  finish(): Sighting[] {
    return this.#book.finish();
  }

  #follow({ types, answered, instances, hosts }: MdnsLeads): void {
    for (const type of types) this.#browse(type);
    for (const name of answered) this.#queue.settle(name, 'SRV');
    for (const name of instances) this.#queue.add({ name, type: 'SRV' }, true, this.#now);
    for (const { name, missing } of hosts) {
      for (const type of ['A', 'AAAA'] as const) {
        if (!missing.includes(type)) this.#queue.settle(name, type);
        else this.#queue.add({ name, type, family: type === 'A' ? 4 : 6 }, true, this.#now);
      }
    }
  }

  /** Asks for the instances of a type: a name such as `_ipp._tcp.local`. */
  #browse(type: DnsName): void {
    const key = nameKey(type);
    const isType =
      type.length >= 3 && type[0]?.startsWith('_') === true && /^_(tcp|udp)$/i.test(type[1] ?? '');
    if ((!isType && key !== serviceTypeEnumeration) || this.#types.has(key)) return;
    if (this.#types.size >= mostTypes) {
      this.#tooManyTypes = true;
      return;
    }
    this.#types.add(key);
    this.#queue.add({ name: type, type: 'PTR' }, true, this.#now);
  }

  #isReverse(name: DnsName): boolean {
    return name.at(-1) === 'arpa';
  }

  #settleReverse(address: Address): void {
    if (this.#reversed.has(address)) this.#queue.settle(dnsName(reverseName(address)), 'PTR');
  }
}
