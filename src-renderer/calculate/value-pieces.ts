/** A part of a value as it is shown: what a program reads is in the face of code, what a person reads in that of text. */
interface ValuePiece {
  readonly text: string;
  readonly code: boolean;
}

/** Letters, and inside of them hyphens and apostrophes: what only people read. */
const word = /^[A-Za-z][A-Za-z'’-]*[A-Za-z]$/;
/** Hexadecimal digits, joined or by dashes: no word, though it may have letters alone. */
const digits = /^[0-9A-Fa-f-]{6,}$/;
/** An address, a prefix, a length, a name of the DNS, a hexadecimal number. */
const code = /^(?=.*[0-9]|.*::)(?:.*[:/].*|.*\..*[A-Za-z.].*|0x.*)$/;
/** Punctuation around a word or a value that belongs to the sentence. */
const around = /^(["“(]*)(.*?)([,;.:)"”]*)$/;

/**
 * The parts of a value. One without any word is code as a whole; in a sentence only the addresses and the like are, so
 * that it is read as one.
 */
export function valuePieces(text: string): readonly ValuePiece[] {
  const tokens = text.split(/(\s+)/).map((token) => around.exec(token)?.slice(1) ?? ['', token, '']);
  const said = tokens.some(([, core = '']) => word.test(core) && !digits.test(core));
  if (!said) return [{ text, code: true }];
  const pieces: { text: string; code: boolean }[] = [];
  const put = (part: string, isCode: boolean): void => {
    const last = pieces.at(-1);
    if (last?.code === isCode) last.text += part;
    else if (part !== '') pieces.push({ text: part, code: isCode });
  };
  for (const [before = '', core = '', after = ''] of tokens) {
    // `::` at the end belongs to an address, and not to the sentence.
    const rest = /^::/.exec(after)?.[0] ?? '';
    put(before, false);
    put(core + rest, code.test(core + rest));
    put(after.slice(rest.length), false);
  }
  return pieces;
}
