import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { failureOf } from './failure.ts';

test.each<[string, unknown, object]>([
  [
    'a failure of the contract',
    new ORPCError('no-permission', {
      message: 'x',
      data: { code: 'no-permission', message: 'ping may not be run: ask for it', detail: 'EPERM' },
    }),
    { code: 'no-permission', message: 'ping may not be run: ask for it', detail: 'EPERM' },
  ],
  [
    'a code alone',
    new ORPCError('timeout', { message: 'no answer within 5 s' }),
    { code: 'timeout', message: 'no answer within 5 s' },
  ],
  [
    'a code of the library',
    new ORPCError('NOT_FOUND', { message: 'Not Found' }),
    { code: 'internal', message: 'Not Found' },
  ],
  [
    'the failure of a run',
    { code: 'bad-input', message: 'there is no interface eth1 on this computer' },
    { code: 'bad-input', message: 'there is no interface eth1 on this computer' },
  ],
  ['an error of the page', new TypeError('x is undefined'), { code: 'internal', message: 'x is undefined' }],
  ['anything', 'plain text', { code: 'internal', message: 'plain text' }],
])('%s is shown in the words of the contract', (_name, error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});
