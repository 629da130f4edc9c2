import type { DnsItem, DnsRecord, FragmentVerdict } from '../../../src-core/api/dns.ts';
import { askedText, outcomeText, remarks, serverText } from '../../../src-core/dns/item-text.ts';

/** One question with what came of it, and its records, as lines for people. */
export function describeDns(item: DnsItem, records: boolean): string[] {
  const head = `${item.name} ${item.type} at ${serverText(item)}, ${askedText(item)}: ${outcomeText(item)}`;
  const { message } = item;
  // What was cut off stands in the answer over TCP.
  if (message === null || !records || item.outcome === 'truncated')
    return [head, ...remarks(item).map((remark) => `  ${remark}`)];
  return [
    head,
    ...message.answer.map(recordText),
    ...section('Authority:', message.authority),
    ...section('Additional:', message.additional),
    ...remarks(item).map((remark) => `  ${remark}`),
    '',
  ];
}

function section(title: string, records: readonly DnsRecord[]): string[] {
  return records.length === 0 ? [] : [`  ${title}`, ...records.map(recordText)];
}

function recordText({ name, ttlSeconds, type, data, class: kind }: DnsRecord): string {
  return `  ${name}  ${ttlSeconds} s  ${kind === 'IN' ? '' : `${kind} `}${type}  ${data}`;
}

/** Whether large answers get through, as lines for people. */
export function describeFragments(verdict: FragmentVerdict): string[] {
  const { text, advice, sources, server } = verdict;
  return [
    `${serverText({ server })}: ${text}`,
    ...(advice === null ? [] : [`  ${advice}`]),
    ...(sources.length === 0 ? [] : [`  See ${sources.join(', ')}.`]),
  ];
}
