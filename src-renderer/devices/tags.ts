/** The bounds of the contract. */
const longestTag = 64;
const mostTags = 64;

/** Reads tags with commas between them: trimmed, each once, none empty. `problem` is a sentence for the person. */
export function readTags(text: string): { tags: string[]; problem: string | null } {
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
  const long = tags.find((tag) => tag.length > longestTag);
  if (long !== undefined)
    return { tags, problem: `A tag has at most ${longestTag} characters: shorten “${long.slice(0, 20)}…”` };
  if (tags.length > mostTags)
    return { tags, problem: `A device has at most ${mostTags} tags: these are ${tags.length}` };
  return { tags, problem: null };
}
