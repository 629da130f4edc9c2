/**
 * What cannot be seen, or reorders what can: controls, formatting (bidi overrides, zero width, tags), separators,
 * private use, noncharacters, and the fillers that fonts draw as nothing. The two variation selectors that choose
 * between a text and an emoji picture stay, for they stand in many honest names.
 */
const invisible =
  /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]--[\u{fe0e}\u{fe0f}]]/gv;

/**
 * Makes a text from the network safe to show: control characters, bidi overrides and other invisible formatting
 * become visible code points (`\u{202e}`), lone surrogates become U+FFFD, and the length is bounded.
 * @param limit the largest number of UTF-16 units kept; a longer text ends in "…". What is made visible grows after
 * that, to at most ten times the limit
 */
export function visibleText(text: string, limit = 255): string {
  return bounded(text, limit)
    .toWellFormed()
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function bounded(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - 1);
  // A character of two units that the limit cuts in two is left out as a whole.
  return `${kept.isWellFormed() ? kept : kept.replace(/[\ud800-\udbff]$/u, '')}…`;
}
