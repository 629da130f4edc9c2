import type { Problem } from '../../../src-core/api/writers.ts';
import { lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import { reasonNotRandom, uniqueLocalOf } from '../../../src-core/net/ula.ts';
import { error, warning } from '../forms/dhcp6-rules.ts';
import { samplePrefix, type Nptv6Values } from './schema.ts';

/** What the RFCs and the document say of such a set-up. */
export function examine({ internalPrefix, highAvailability }: Nptv6Values): Problem[] {
  const path = 'internalPrefix';
  const problems: Problem[] = [];
  const local = uniqueLocalOf(networkOf(internalPrefix));
  if (local === undefined)
    problems.push(error(path, 'not a unique local prefix: take a random one of fd00::/8', 'RFC 4193'));
  else if (!local.locallyAssigned)
    problems.push(
      error(
        path,
        'nothing of fc00::/8 was ever given out: take a random prefix of fd00::/8',
        'RFC 4193 section 3.1',
      ),
    );
  else {
    const reason = reasonNotRandom(local.globalId);
    if (reason !== undefined)
      problems.push(
        warning(
          path,
          `the 40 bits after fd are not random (${reason}): two such networks can hardly be joined`,
          'RFC 4193 section 3.2',
        ),
      );
  }
  if (internalPrefix === samplePrefix)
    problems.push(
      warning(
        path,
        'this is the prefix of the example: make a random one of your own',
        'RFC 4193 section 3.2',
      ),
    );
  const length = lengthOf(internalPrefix);
  if (length < 48 || length > 64)
    problems.push(
      error(path, 'from /48, which is one site, to /64, which is one link', 'RFC 4193 section 3.1'),
    );
  problems.push(
    warning(
      path,
      'translated addresses break what tells its own address to others; it is for prefixes that change, and for tests',
      'RFC 6296 section 5',
    ),
  );
  if (highAvailability)
    problems.push(
      warning(
        'highAvailability',
        'the nodes share a MAC and a DUID on this link: only one of them may ever have it up',
        'RFC 8415 section 11',
      ),
    );
  return problems;
}
