// Telnet's commands stand among the text (RFC 854): IAC, then a verb, then an option for four of them. We take part in
// no option, so every request is declined (RFC 1143: what is declined needs no further answer), once each.
const interpretAsCommand = 255;
const [dont, do_, wont, will, subnegotiation, subnegotiationEnd] = [254, 253, 252, 251, 250, 240];

type State = 'text' | 'command' | 'option' | 'parameters' | 'parameters-command';

/** Takes Telnet's commands out of a stream of octets, and says what is to be answered. */
export class TelnetFilter {
  #state: State = 'text';
  #verb = 0;
  // 256 options, each asked for in two ways: more cannot be answered.
  readonly #declined = new Set<number>();

  /** @returns the text among the octets, and the answers to the requests in them */
  take(octets: Uint8Array): { text: Uint8Array; answer: Uint8Array } {
    const text = new Uint8Array(octets.length);
    let length = 0;
    const answer: number[] = [];
    for (const octet of octets) {
      if (this.#state === 'text') {
        if (octet === interpretAsCommand) this.#state = 'command';
        else text[length++] = octet;
      } else if (this.#state === 'command') {
        if (octet === interpretAsCommand) {
          text[length++] = octet;
          this.#state = 'text';
        } else if (octet === subnegotiation) this.#state = 'parameters';
        else if (octet >= will && octet <= dont) {
          this.#verb = octet;
          this.#state = 'option';
        } else this.#state = 'text';
      } else if (this.#state === 'option') {
        answer.push(...this.#decline(octet));
        this.#state = 'text';
      } else if (this.#state === 'parameters') {
        if (octet === interpretAsCommand) this.#state = 'parameters-command';
      } else this.#state = octet === subnegotiationEnd ? 'text' : 'parameters';
    }
    return { text: text.subarray(0, length), answer: Uint8Array.from(answer) };
  }

  #decline(option: number): number[] {
    const reply = this.#verb === do_ ? wont : this.#verb === will ? dont : undefined;
    if (reply === undefined || this.#declined.has(reply * 256 + option)) return [];
    this.#declined.add(reply * 256 + option);
    return [interpretAsCommand, reply, option];
  }
}
