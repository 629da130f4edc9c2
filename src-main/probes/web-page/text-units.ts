/**
 * The bytes of a text as characters and back, for looking for ASCII in it. Bytes are taken one by one, so that every
 * character set that has ASCII in it comes through as it was; in UTF-16 they are taken two by two.
 */
export class TextUnits {
  /** Unknown until the first two bytes are there, which may be a byte order mark. */
  #order: 'single' | 'little' | 'big' | undefined;
  #left: Buffer = Buffer.alloc(0);

  /** @param charset `utf-16le`, `UTF-16`, …; where it is left out, a byte order mark tells */
  constructor(charset?: string) {
    if (/^utf-16(?:le)?$/i.test(charset ?? '')) this.#order = 'little';
    else if (/^utf-16be$/i.test(charset ?? '')) this.#order = 'big';
  }

  /** The characters of the next piece; what is no whole one waits for the next. */
  read(chunk: Buffer): string {
    const bytes = this.#left.length === 0 ? chunk : Buffer.concat([this.#left, chunk]);
    if (this.#order === undefined && bytes.length < 2) {
      this.#left = bytes;
      return '';
    }
    this.#order ??= orderOf(bytes);
    const whole = this.#order === 'single' ? bytes.length : bytes.length - (bytes.length % 2);
    this.#left = Buffer.from(bytes.subarray(whole));
    const part = bytes.subarray(0, whole);
    if (this.#order === 'single') return part.toString('latin1');
    return (this.#order === 'big' ? Buffer.from(part).swap16() : part).toString('utf16le');
  }

  write(text: string): Buffer {
    if (this.#order === 'little') return Buffer.from(text, 'utf16le');
    return this.#order === 'big' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'latin1');
  }

  /** What is left at the end: less than one character. */
  rest(): Buffer {
    return this.#left;
  }
}

/** Encoding standard, "BOM sniff". */
function orderOf(bytes: Buffer): 'single' | 'little' | 'big' {
  const mark = bytes.readUInt16BE();
  return mark === 0xff_fe ? 'little' : mark === 0xfe_ff ? 'big' : 'single';
}
