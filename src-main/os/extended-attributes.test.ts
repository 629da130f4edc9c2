import { expect, test } from 'vitest';
import { parseGetfattr, parseLs } from './extended-attributes.ts';

test.each<[string, (text: string) => Map<string, Set<string>>, string, [string, ...string[]][]]>([
  [
    'two files, one with a name that is escaped',
    parseGetfattr,
    '# file: /etc/a b.conf\nsystem.posix_acl_access\nuser.note\n\n# file: /etc/x\\134y\nsecurity.selinux\n\n',
    [
      ['/etc/a b.conf', 'system.posix_acl_access', 'user.note'],
      ['/etc/x\\y', 'security.selinux'],
    ],
  ],
  ['a file without any', parseGetfattr, '', []],
  [
    'marks behind the mode',
    parseLs,
    '-rw-r-----+ 1 0 107 312 Nov 21 19:02 /etc/a b.conf\n-rw-r--r-- 1 0 0 118 Nov 21  2025 /etc/+hosts\n-rw-r--r--. 1 0 0 1 Nov 21 19:02 /etc/c\n',
    [
      ['/etc/a b.conf', 'system.posix_acl_access', 'system.posix_acl_default'],
      ['/etc/c', 'security.selinux'],
    ],
  ],
])('%s', (_, parse, text, paths) => {
  expect(Array.from(parse(text), ([path, names]) => [path, ...names])).toEqual(paths);
});
