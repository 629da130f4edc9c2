/** What traceroute's marks mean (RFC 792 and RFC 4443, the codes of "unreachable"). */
const marks = new Map(
  Object.entries({
    '!H': 'host unreachable',
    '!N': 'network unreachable',
    '!P': 'protocol unreachable',
    '!S': 'source route failed',
    '!X': 'prohibited by a filter',
    '!A': 'prohibited by a filter',
    '!V': 'host precedence violation',
    '!C': 'precedence cutoff in effect',
  }),
);

/** A note of a hop, with what it means where that is no plain word: `!H host unreachable`. */
export function noteText(note: string): string {
  const words = marks.get(note);
  return words === undefined ? note : `${note} ${words}`;
}
