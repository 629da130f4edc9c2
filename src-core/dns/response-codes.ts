/** RFC 1035 section 4.1.1, RFC 2136, RFC 6891, RFC 7873 (IANA, DNS RCODEs). */
const codes: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADVERS',
  23: 'BADCOOKIE',
};

/** What a response code means to the person. */
const meanings: Readonly<Record<string, string>> = {
  FORMERR: 'the server could not read the question: it may not know EDNS',
  SERVFAIL: 'the server could not find it out, or its signatures are wrong',
  NXDOMAIN: 'there is no such name',
  NOTIMP: 'the server does not answer such questions',
  REFUSED: 'the server does not answer questions of this computer for this name',
  NOTAUTH: 'the server is not the one for this zone',
  BADVERS: 'the server does not know this version of EDNS',
};

/** RFC 8914 section 4 and the registry since (IANA, Extended DNS Error Codes). */
const extendedErrors = [
  'Other error',
  'Unsupported DNSKEY algorithm',
  'Unsupported DS digest type',
  'Stale answer',
  'Forged answer',
  'DNSSEC indeterminate',
  'DNSSEC bogus',
  'Signature expired',
  'Signature not yet valid',
  'DNSKEY missing',
  'RRSIGs missing',
  'No zone key bit set',
  'NSEC missing',
  'Cached error',
  'Not ready',
  'Blocked',
  'Censored',
  'Filtered',
  'Prohibited',
  'Stale NXDOMAIN answer',
  'Not authoritative',
  'Not supported',
  'No reachable authority',
  'Network error',
  'Invalid data',
];

export function responseCodeText(code: number): string {
  return codes[code] ?? `RCODE${code}`;
}

/** In words; undefined where the code needs none. */
export function responseCodeMeaning(code: string): string | undefined {
  return Object.hasOwn(meanings, code) ? meanings[code] : undefined;
}

export function extendedErrorText(code: number): string {
  return extendedErrors[code] ?? `Extended error ${code}`;
}
