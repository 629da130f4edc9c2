import { expect, it } from 'vitest';
import { listingPage } from './listing.ts';

const entry = (name: string) => ({ name, folder: false, size: 1, modifiedAt: new Date(0) });

it.each([
  ['a b.txt', '<td><a href="/sub/a%20b.txt">a b.txt</a></td>'],
  [`<b>&"'.txt`, '<td><a href="/sub/%3Cb%3E%26%22&#39;.txt">&lt;b&gt;&amp;&quot;&#39;.txt</a></td>'],
  ['new\nline.txt', String.raw`<td>new\u{a}line.txt</td>`],
])('lists %j with a link that its request can be made of, or with none', (name, cell) => {
  expect(listingPage(['sub'], [entry(name)], false)).toContain(cell);
});
