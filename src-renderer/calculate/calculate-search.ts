export const toolIds = ['describe', 'split', 'sets', 'generate', 'scan', 'vxlan'] as const;
export type ToolId = (typeof toolIds)[number];

/** Every field of the calculators, in the order in which a link names them. A secret is none of them: links are shared. */
const inputKeys = [
  'text',
  'under',
  'nat64',
  'prefix',
  'length',
  'row',
  'operation',
  'list',
  'hosts',
  'others',
  'make',
  'count',
  'mac',
  'interface',
  'network',
  'counter',
  'rate',
  'base',
  'mtu',
] as const;
export type InputKey = (typeof inputKeys)[number];

/** What stands in the fields, as it was typed; what is empty is left out. */
export type Inputs = { readonly [key in InputKey]?: string };

/** A calculator and its fields, as the URL keeps them: a copied link gives the same answer. */
export type CalculateSearch = Inputs & { readonly tool?: ToolId };

/** The longest text that a link takes, in characters; longer lists stay in the page alone. */
export const longestInLink = 8000;

/** Reads the search part of a URL; what is none of a calculator is left out, since anybody can write a URL. */
export function readCalculateSearch(given: Record<string, unknown>): CalculateSearch {
  const tool = toolIds.find((id) => id === given['tool']);
  return { ...(tool === undefined ? {} : { tool }), ...linkable(given) };
}

/** The fields that are short enough for a link, without those that are empty, always in the same order. */
export function linkable(given: Readonly<Record<string, unknown>>): Inputs {
  return Object.fromEntries(
    inputKeys.flatMap((key) => {
      const text = textOf(given[key]);
      return text === undefined || text === '' || text.length > longestInLink ? [] : [[key, text]];
    }),
  );
}

/** The router reads `count=12` as a number; a number that JavaScript cannot hold exactly would be another one. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** True where a link to these fields gives all of them back. */
export function fitsLink(inputs: Inputs): boolean {
  return inputKeys.every((key) => (inputs[key]?.length ?? 0) <= longestInLink);
}

/** The fields of a link that was pasted, from any host of the program; undefined where it is none to a calculator. */
export function searchOfLink(text: string): string | undefined {
  return /^(?:https?|linkscope):\/\/[^/?#]+\/(?:index\.html)?#(\/calculate\?\S+)$/i.exec(text.trim())?.[1];
}
