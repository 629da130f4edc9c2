import { formatScoped, tryParseScoped, type ScopedAddress } from '../../src-core/net/zone.ts';

/** A part of a sentence: an address, or what stands between addresses. */
type Piece =
  { readonly is: 'address'; readonly target: ScopedAddress } | { readonly is: 'text'; readonly text: string };

/** Punctuation that belongs to the sentence; a colon may belong to the address as well. */
const around = /^([("“]*)(.*?)([,;.:)"”]*)$/s;

/** The address that a whole text is; undefined where it is another text, or written in another way than here. */
export function addressIn(word: string): ScopedAddress | undefined {
  const target = tryParseScoped(word);
  return target !== undefined && formatScoped(target) === word ? target : undefined;
}

/** The addresses in a sentence, written as this program writes them, and what stands between. */
export function addressPieces(sentence: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  for (const token of sentence.split(/(\s+)/)) {
    const [, before = '', core = '', after = ''] = around.exec(token) ?? [];
    // `fe80::` ends with colons of its own.
    const own = ['::', ''].find((end) => after.startsWith(end) && addressIn(core + end) !== undefined);
    const target = own === undefined ? undefined : addressIn(core + own);
    if (own === undefined || target === undefined) {
      text += token;
      continue;
    }
    if (text + before !== '') pieces.push({ is: 'text', text: text + before });
    pieces.push({ is: 'address', target });
    text = after.slice(own.length);
  }
  if (text !== '') pieces.push({ is: 'text', text });
  return pieces;
}
