// Writes assets/ieee-registry.txt from the oui-data package: a line for each prefix that the IEEE assigned (MA-L, MA-M
// and MA-S: 6, 7 or 9 hexadecimal digits), a tab, and the organisation, sorted by prefix. The registry as a JavaScript
// object would take 60 MB while it is loaded; these lines are searched as they are.
import registry from 'oui-data' with { type: 'json' };
import { writeFileSync } from 'node:fs';

// The registry is published as HTML, and some of it shows.
const plain = (name) =>
  name.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll(/\s+/g, ' ').trim();
const lines = Object.entries(registry)
  .map(([prefix, entry]) => `${prefix.toUpperCase()}\t${plain(entry.split('\n')[0])}`)
  .sort((left, right) => (left < right ? -1 : 1));
writeFileSync(new URL('../assets/ieee-registry.txt', import.meta.url), `${lines.join('\n')}\n`);
