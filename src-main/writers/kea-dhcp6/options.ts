import type { Problem } from '../../../src-core/api/writers.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';
import { error, Once } from '../forms/dhcp6-rules.ts';
import { at } from '../lines.ts';
import type { KeaSubnet, KeaValues } from './schema.ts';

/** What an option holds, of those whose data can be checked by itself (Kea ARM, "Standard DHCPv6 Options"). */
const held: Readonly<Record<number, 'text' | 'addresses' | 'names' | 'octet' | 'short' | 'long'>> = {
  7: 'octet',
  21: 'names',
  22: 'addresses',
  27: 'addresses',
  28: 'addresses',
  29: 'names',
  30: 'names',
  31: 'addresses',
  32: 'long',
  33: 'names',
  34: 'addresses',
  40: 'addresses',
  41: 'text',
  42: 'text',
  51: 'names',
  52: 'addresses',
  57: 'names',
  58: 'names',
  59: 'text',
  61: 'short',
  64: 'names',
  65: 'names',
  82: 'long',
  83: 'long',
  103: 'text',
  143: 'addresses',
};
/** Other options whose form Kea knows, so that text is taken for them. */
const known = new Set([
  12, 15, 16, 17, 23, 24, 36, 37, 38, 39, 43, 44, 45, 46, 47, 48, 53, 60, 62, 66, 67, 74, 79, 80, 87, 88, 94,
  95, 96, 135,
]);
/** Since 2.4: redirects of SZTP (RFC 8572) and encrypted resolvers (RFC 9463). */
const newer = new Set([136, 144]);
/** What messages are made of: Kea puts it there by itself. */
const ofMessages = new Set([1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14, 18, 19, 20, 25, 26]);

/** What Kea refuses, or would read as something else, of the options of one scope. */
export function optionProblems(
  { dnsServers, domainSearch, otherOptions }: Pick<KeaSubnet, 'dnsServers' | 'domainSearch' | 'otherOptions'>,
  path: string,
  target: KeaValues['target'],
): Problem[] {
  const problems: Problem[] = [];
  const once = new Once(problems);
  if (dnsServers.length > 0) once.add('option 23', path, 'dnsServers');
  if (domainSearch.length > 0) once.add('option 24', path, 'domainSearch');
  otherOptions.forEach(({ code, data, hexadecimal }, index) => {
    const own = at(path, 'otherOptions', index);
    once.add(`option ${code}`, own, 'code');
    if (ofMessages.has(code))
      problems.push(
        error(at(own, 'code'), 'Kea makes this option by itself, for each message', 'RFC 8415 section 21'),
      );
    else if (hexadecimal) {
      if (!isHexadecimal(data))
        problems.push(
          error(
            at(own, 'data'),
            "expected pairs of hexadecimal digits, as 0aff, 0a:ff or 0a ff; or text as 'text'",
          ),
        );
    } else if (!isDefined(code, target))
      problems.push(
        error(
          at(own, 'hexadecimal'),
          `Kea does not know what option ${code} holds: give its octets in hexadecimal`,
          'Kea ARM, Custom DHCPv6 Options',
        ),
      );
    else {
      const why = wrong(code, data);
      if (why !== undefined) problems.push(error(at(own, 'data'), why, 'Kea ARM, Standard DHCPv6 Options'));
    }
  });
  return problems;
}

function isDefined(code: number, target: KeaValues['target']): boolean {
  return Object.hasOwn(held, code) || known.has(code) || (target !== '2.2' && newer.has(code));
}

function isHexadecimal(data: string): boolean {
  return /^(?:(?:0x)?(?:[0-9a-f]{2})+|[0-9a-f]{2}(?::[0-9a-f]{2})*|[0-9a-f]{2}(?: [0-9a-f]{2})*|'[^']*')$/i.test(
    data,
  );
}

/** Why the data is not what the option holds; commas part values, unless a backslash is before them. */
function wrong(code: number, data: string): string | undefined {
  const kind = held[code];
  if (kind === undefined) return undefined;
  const values = data.split(/(?<!\\),/).map((value) => value.trim());
  if (values.includes('')) return 'a value is missing';
  if (kind === 'text')
    return values.length > 1
      ? 'Kea takes what is before the comma alone: write \\, for a comma of the text'
      : undefined;
  if (kind === 'addresses')
    return values.every((value) => tryParseAddress(value)?.includes(':'))
      ? undefined
      : 'expected IPv6 addresses';
  if (kind === 'names')
    return values.every((value) => /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?$/.test(value))
      ? undefined
      : 'expected domain names';
  const most = kind === 'octet' ? 255 : kind === 'short' ? 65_535 : 4_294_967_295;
  return values.every((value) => /^(?:\d{1,10}|0x[0-9a-f]{1,8})$/i.test(value) && Number(value) <= most)
    ? undefined
    : `expected a number of at most ${most}`;
}
