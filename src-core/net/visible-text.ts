/**
 * Makes a text from the network safe to show: control characters, bidi overrides and other invisible formatting
 * become visible code points (`\u{202e}`), lone surrogates become U+FFFD, and the length is bounded.
 * @param limit the largest number of characters kept; a longer text ends in "…"
 */
export function visibleText(text: string, limit = 255): string {
  const bounded = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return bounded
    .toWellFormed()
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu,
      (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
}
