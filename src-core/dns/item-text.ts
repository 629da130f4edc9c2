import type { DnsItem } from '../api/dns.ts';
import { grouped } from '../calculate/scan-time.ts';
import { formatScoped } from '../net/zone.ts';
import { responseCodeMeaning } from './response-codes.ts';

/** A server as it was given, and its address where that was a name. */
export function serverText({ server }: Pick<DnsItem, 'server'>): string {
  const address = formatScoped({ address: server.address, zone: server.zone ?? undefined });
  return server.text === address ? address : `${server.text} (${address})`;
}

/** How it was asked: `UDP, 1,232 bytes`, `TCP as truncated`. */
export function askedText({ transport, ednsBytes, fallback }: DnsItem): string {
  if (transport === 'tcp') return fallback ? 'TCP, as the answer over UDP was truncated' : 'TCP';
  return ednsBytes === null ? 'UDP without EDNS' : `UDP up to ${grouped(BigInt(ednsBytes))} bytes`;
}

/** What became of it, in one line: `NOERROR, 3.1 ms, 120 bytes, flags rd ra`. */
export function outcomeText(item: DnsItem): string {
  const { message, timeMs, sizeBytes, outcome, tries } = item;
  if (outcome === 'failed') return item.problem ?? 'It could not be asked.';
  if (message === null) return `no answer after ${tries} ${tries === 1 ? 'try' : 'tries'}`;
  const parts = [
    message.responseCode,
    outcome === 'truncated' ? 'truncated' : '',
    timeMs === null ? '' : `${timeMs.toFixed(1)} ms`,
    sizeBytes === null ? '' : `${grouped(BigInt(sizeBytes))} bytes`,
    tries === 1 ? '' : `at try ${tries}`,
    message.flags.length === 0 ? '' : `flags ${message.flags.join(' ')}`,
    message.edns === null ? 'no EDNS' : `EDNS ${message.edns.bytes}${message.edns.dnssec ? ' DO' : ''}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What else a person should know about an answer, each a sentence. */
export function remarks({ message, passedOver, type, outcome, name }: DnsItem): string[] {
  const all: string[] = [];
  if (message !== null) {
    const meaning = responseCodeMeaning(message.responseCode);
    if (meaning !== undefined) all.push(`${message.responseCode}: ${meaning}.`);
    if (message.responseCode === 'NOERROR' && message.answer.length === 0 && outcome === 'answered')
      all.push(`The name ${name} may be there, but it has no ${type} record.`);
    all.push(...(message.edns?.errors ?? []).map((error) => `The server says: ${error}.`));
    if (message.omitted > 0) all.push(`${message.omitted} more records are not shown.`);
    if (message.damage !== null) all.push(`The answer is damaged: ${message.damage}.`);
  }
  if (passedOver.length > 0) {
    const whys = [...new Set(passedOver)].join(', ');
    all.push(`${passedOver.length} datagrams were no answer to the question and were passed over: ${whys}.`);
  }
  return all;
}
