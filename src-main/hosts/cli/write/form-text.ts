import { parseDocument, stringify } from 'yaml';
import { formValues, type FormValues } from '../../../../src-core/api/writers.ts';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { badInput } from '../arguments.ts';

/** The largest form that is read, in bytes. */
export const largestForm = 32 * 1024 * 1024;
/** How often anchors may be used: enough to share a few values, too little to blow a text up. */
const mostAliases = 100;

/**
 * Reads the values of a form: JSON, or YAML 1.2 without tags of its own.
 * @param name of the file, for messages
 * @throws ToolError `bad-input` with the place
 */
export function readForm(text: string, name: string): FormValues {
  try {
    const given = text.trimStart().startsWith('{') ? (json(text) ?? yaml(text, name)) : yaml(text, name);
    const values = formValues.safeParse(given);
    if (values.success) return values.data;
  } catch (error) {
    // Too many aliases, and brackets within brackets without end.
    if (!(error instanceof ReferenceError) && !(error instanceof RangeError)) throw error;
    throw badInput(`${visibleText(name)}: ${visibleText(error.message, 500)}`);
  }
  throw badInput(`${visibleText(name)}: expected the fields of a form: "name: value"`);
}

/** A flow mapping of YAML begins like JSON: what is no JSON is read again as YAML. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function yaml(text: string, name: string): unknown {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, customTags: [] });
  // A tag that is not known is a warning of the library: its value would be something else than was meant.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return document.toJS({ maxAliasCount: mostAliases });
  const place = problem.linePos?.[0];
  const where = place === undefined ? '' : `:${place.line}:${place.col}`;
  // The library says the place once more behind its words, and names functions of its own.
  const words =
    problem.code === 'MULTIPLE_DOCS'
      ? 'a second document begins here: give one form at a time'
      : (problem.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  throw badInput(`${visibleText(name)}${where}: ${visibleText(words, 500)}`);
}

/** Values as YAML that `readForm` reads as the same. */
export function formText(values: FormValues): string {
  return stringify(values, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Lines as comments of YAML. */
export function commentText(lines: readonly string[]): string {
  return lines.map((line) => `# ${visibleText(line, 2000)}\n`).join('');
}
