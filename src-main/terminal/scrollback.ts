/** The newest output of a session, of which the oldest is let go. Places are counted in UTF-16 units from the begin. */
export class Scrollback {
  readonly #most: number;
  #pieces: string[] = [];
  #start = 0;
  #end = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Where the next output begins: how much there has been. */
  get end(): number {
    return this.#end;
  }

  add(text: string): void {
    this.#pieces.push(text);
    this.#end += text.length;
    let dropped = 0;
    while (this.#end - this.#start - (this.#pieces[dropped]?.length ?? 0) >= this.#most) {
      this.#start += this.#pieces[dropped]?.length ?? 0;
      dropped++;
    }
    if (dropped > 0) this.#pieces.splice(0, dropped);
    // Thousands of single letters cost more in the list than as one text.
    if (this.#pieces.length > 4096) this.#pieces = [this.#pieces.join('')];
  }

  /** At most so many units from a place on; `missed` are those between it and the oldest that is kept. */
  read(from: number, most: number): { text: string; from: number; missed: number } {
    const begin = Math.min(Math.max(from, this.#start), this.#end);
    let text = '';
    let place = this.#start;
    for (const piece of this.#pieces) {
      if (text.length >= most) break;
      if (place + piece.length > begin) {
        text += piece.slice(Math.max(0, begin - place)).slice(0, most - text.length);
      }
      place += piece.length;
    }
    return { text, from: begin, missed: Math.max(0, begin - from) };
  }
}
