import type { ShownFile } from '../../../src-core/api/writers.ts';

export type Language = ShownFile['language'];
export type TokenKind = 'comment' | 'text' | 'number' | 'word' | 'name' | 'variable' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** One kind of token and how it looks; of several that match at a place the first counts. */
type Rule = readonly [TokenKind, string];

const quoted = String.raw`"(?:[^"\\]|\\.)*"?`;
/** With its end: what is still open is no name. */
const wholeQuoted = String.raw`"(?:[^"\\]|\\.)*"`;
const singleQuoted = `'[^']*'?`;
/** Addresses and prefixes of both families, MACs and plain numbers with a unit. */
const figures = String.raw`(?<![\w.:-])(?:[0-9a-fA-F]{0,4}:(?:[0-9a-fA-F]{0,4}:)+[0-9a-fA-F.]*(?:\/\d{1,3})?|\d+(?:\.\d+){3}(?:\/\d{1,2})?|0x[0-9a-fA-F]+|\d+(?:\.\d+)?[smhdkMG]?)(?![\w:-])|(?<=\]:)\d+`;

const rules: Readonly<Record<Language, readonly Rule[]>> = {
  json: [
    ['comment', String.raw`\/\/.*|\/\*.*?(?:\*\/|$)`],
    ['name', String.raw`${wholeQuoted}(?=\s*:)`],
    ['text', quoted],
    ['word', String.raw`\b(?:true|false|null)\b`],
    ['number', String.raw`-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`],
  ],
  yaml: [
    ['comment', String.raw`(?:^|(?<=\s))#.*`],
    ['name', String.raw`(?:^\s*(?:- )*|(?<=- ))(?:${wholeQuoted}|[\w./-]+)(?=:(?:\s|$))`],
    ['text', `${quoted}|${singleQuoted}`],
    ['word', String.raw`(?<=[:-] )(?:true|false|null|yes|no|on|off)\b`],
    ['number', figures],
  ],
  ini: [
    ['comment', String.raw`^\s*[#;].*`],
    ['word', String.raw`^\s*\[[^\]]*\]`],
    ['name', String.raw`^\s*[\w.-]+(?:\s[\w.-]+)*(?=\s*=)`],
    ['text', quoted],
    ['number', figures],
  ],
  braces: [
    ['comment', String.raw`(?:^|(?<=[\s;{}]))(?:#|\/\/).*|\/\*.*?(?:\*\/|$)`],
    ['text', `${quoted}|${singleQuoted}`],
    ['variable', String.raw`[$@][A-Za-z_]\w*`],
    ['number', figures],
    ['name', String.raw`^\s*[A-Za-z_][\w-]*`],
    ['word', String.raw`\b(?:on|off|yes|no|true|false|accept|reject|drop|return|jump|infinity)\b`],
  ],
  shell: [
    ['comment', String.raw`(?:^|(?<=\s))#.*`],
    ['text', `${quoted}|${singleQuoted}`],
    ['variable', String.raw`\$\{[^}]*\}|\$\w+`],
    [
      'word',
      String.raw`(?:^|(?<=[\s;]))(?:if|then|else|elif|fi|for|in|do|done|while|case|esac|set|export|exit|return|function)(?=[\s;]|$)`,
    ],
    ['name', String.raw`^\s*[\w./-]+(?==|\s|$)`],
    ['number', figures],
  ],
  apache: [
    ['comment', String.raw`^\s*#.*`],
    ['word', String.raw`<\/?\w+|(?<=\S)>\s*$`],
    ['text', `${quoted}|${singleQuoted}`],
    ['variable', String.raw`%\{[^}]*\}|\$\{?\w+\}?`],
    ['name', String.raw`^\s*\w+`],
    ['number', figures],
  ],
  ios: [
    ['comment', String.raw`^\s*[!#].*`],
    ['word', String.raw`^\s*(?:no|interface|router|ipv6|ip|set|vlan|vrf|address-family|exit|end)\b`],
    ['text', quoted],
    ['number', figures],
    ['name', String.raw`^\s*[a-z][\w-]*`],
  ],
  plain: [
    ['comment', String.raw`^\s*[#;].*`],
    ['number', figures],
  ],
};

const compiled = new Map<Language, RegExp>();

function patternOf(language: Language): RegExp {
  const kept = compiled.get(language);
  if (kept !== undefined) return kept;
  const pattern = new RegExp(rules[language].map(([, form]) => `(${form})`).join('|'), 'gu');
  compiled.set(language, pattern);
  return pattern;
}

/** Longer lines are coloured up to here only. */
const longest = 2000;

/**
 * Parts one line of a file for colouring. It knows no line but this one, so any line can be drawn without those before
 * it; what that gets wrong (the second line of a long comment) only has another colour.
 */
export function tokensOf(language: Language, line: string): Token[] {
  const text = line.slice(0, longest);
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(patternOf(language))) {
    if (match[0] === '') continue;
    if (match.index > at) tokens.push({ kind: 'plain', text: text.slice(at, match.index) });
    const group = match.slice(1).findIndex((part) => part !== undefined);
    tokens.push({ kind: rules[language][group]?.[0] ?? 'plain', text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) tokens.push({ kind: 'plain', text: line.slice(at) });
  return tokens;
}
