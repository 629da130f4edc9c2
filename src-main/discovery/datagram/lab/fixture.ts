// Captured datagrams for tests: the lines of a file of fixtures/ that are no comments, as octets.
import { readFileSync } from 'node:fs';

export function fixture(name: string): Buffer {
  const text = readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
  return Buffer.from(text.replace(/^#.*$/gm, '').replace(/\s/g, ''), 'hex');
}
