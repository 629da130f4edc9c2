import { expect, it } from 'vitest';
import { nameFor } from './tab-names.ts';

const title = 'root@fe80::1%eth0';

it.each([
  [[], title],
  [['admin@fe80::1%eth0', 'root@fe80::1%eth1'], title],
  [[title], `${title} (2)`],
  [[title, `${title} (2)`], `${title} (3)`],
  // A number that has become free is given again, and no other tab changes its name.
  [[`${title} (2)`, `${title} (3)`], title],
  [[title, `${title} (3)`], `${title} (2)`],
])('beside %j it is %s', (taken, name) => {
  expect(nameFor(title, taken)).toBe(name);
});
