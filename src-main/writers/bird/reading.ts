import type { Statement } from '../syntax/statements.ts';

export type Unknown = (statement: Statement, why: string) => void;
type Fields = Record<string, unknown>;

const textOf = (statement: Statement) => statement.words.map(({ text }) => text).join(' ');

/** `"a", "b"` as a list of names; undefined where something else stands there. */
function namesOf(statement: Statement): string[] | undefined {
  const [, ...words] = statement.words;
  const names = words.filter(({ quoted }) => quoted).map(({ text }) => text);
  const commas = words.filter(({ quoted, text }) => !quoted && text === ',').length;
  return names.length > 0 && commas === names.length - 1 && words.length === names.length + commas
    ? names
    : undefined;
}

/** A number, with the unit `s` that BIRD 2 allows. */
function secondsOf(words: readonly string[]): number | undefined {
  const [value, unit, ...more] = words;
  if (more.length > 0 || (unit !== undefined && unit !== 's')) return undefined;
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}

const flagOf = (word: string | undefined) =>
  word === undefined || ['on', 'yes'].includes(word)
    ? true
    : ['off', 'no'].includes(word)
      ? false
      : undefined;

/** Words of BIRD 1.3 and before, which later ones still take. */
const oldWords: ReadonlyMap<string, string> = new Map([
  ['reject', 'unreachable'],
  ['drop', 'blackhole'],
]);

/** Whether something is exported by the protocol, or by its channel of IPv6. */
function exports(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    const [first, second] = statement.words.map(({ text }) => text);
    if (first === 'export') return second !== 'none';
    return first === 'ipv6' && exports(statement.body ?? []);
  });
}

/** Collects what the protocols of a file say. What the form cannot hold is handed back, statement by statement. */
export class Reading {
  routerId: string | undefined;
  found = false;
  readonly #fields: Fields = { connected: false };
  readonly #babel: Fields[] = [];
  readonly #ripng: Fields[] = [];
  readonly #routes: Fields[] = [];
  #announced: string[] = [];
  /** Channels came with BIRD 2. */
  #channels = false;

  values(): Fields {
    return {
      target: this.#channels ? '2' : '1.6',
      ...(this.routerId === undefined ? {} : { routerId: this.routerId }),
      babel: this.#babel,
      ripng: this.#ripng,
      announced: this.#announced.map((prefix) => ({ prefix })),
      routes: this.#routes,
      ...this.#fields,
    };
  }

  protocol(statement: Statement, body: readonly Statement[], unknown: Unknown): void {
    const [, kind, ...more] = statement.words.map(({ text }) => text);
    const ng = kind === 'rip' && more[0] === 'ng';
    if (more.length > (ng ? 2 : 1)) return unknown(statement, 'the form has no such protocol');
    this.found = true;
    // A disabled protocol says nothing, as if it were not there.
    if (body.some((each) => textOf(each) === 'disabled'))
      return unknown(statement, 'this protocol is disabled');
    const channels = body.map(textOf).filter((text) => /^ipv[46]( |$)/.test(text));
    if (channels.length > 0 && channels.every((text) => text.startsWith('ipv4')))
      return unknown(statement, 'this protocol is for IPv4 alone');
    // BIRD exports nothing where it is not told (BIRD User's Guide, "Channel options").
    if (['kernel', 'babel', 'rip'].includes(kind ?? '') && !exports(body))
      unknown(
        { ...statement, body: undefined },
        'without "export" nothing is exported here: the form always exports',
      );
    if (kind === 'device') this.#each(body, unknown, (each) => this.#device(each));
    else if (kind === 'direct') {
      this.#fields['connected'] = true;
      this.#each(body, unknown, (each) => this.#channel(each, unknown) || textOf(each) === 'interface *');
    } else if (kind === 'kernel') this.#each(body, unknown, (each) => this.#kernel(each, unknown));
    else if (kind === 'static')
      this.#each(body, unknown, (each) => this.#channel(each, unknown) || this.#route(each));
    else if (kind === 'babel') this.#each(body, unknown, (each) => this.#routing(each, 'babel', unknown));
    else if (kind === 'rip') this.#each(body, unknown, (each) => this.#routing(each, 'ripng', unknown));
    else unknown(statement, `the form has no protocol "${kind ?? ''}"`);
  }

  #each(body: readonly Statement[], unknown: Unknown, take: (statement: Statement) => boolean): void {
    for (const statement of body)
      if (!take(statement)) unknown(statement, `the form has no "${statement.words[0]?.text ?? ''}" here`);
  }

  /** `ipv6;` or `ipv6 { … };`. */
  #channel(statement: Statement, unknown: Unknown, take?: (inner: Statement) => boolean): boolean {
    if (textOf(statement) !== 'ipv6') return false;
    this.#channels = true;
    if (statement.body !== undefined) this.#each(statement.body, unknown, (inner) => take?.(inner) ?? false);
    return true;
  }

  #device(statement: Statement): boolean {
    const words = statement.words.map(({ text }) => text);
    const seconds = words[0] === 'scan' && words[1] === 'time' ? secondsOf(words.slice(2)) : undefined;
    if (seconds === undefined) return false;
    this.#fields['scanTime'] = seconds;
    return true;
  }

  #kernel(statement: Statement, unknown: Unknown): boolean {
    const [name, value, ...more] = statement.words.map(({ text }) => text);
    if ((name === 'learn' || name === 'persist') && more.length === 0 && statement.body === undefined) {
      const on = flagOf(value);
      if (on !== undefined) this.#fields[name] = on;
      return on !== undefined;
    }
    const policy = (inner: Statement) =>
      ['import all', 'import none', 'export all', 'export where source != RTS_DEVICE'].includes(
        textOf(inner),
      );
    return policy(statement) || this.#channel(statement, unknown, policy);
  }

  #route(statement: Statement): boolean {
    const [first, prefix, how, to, ...more] = statement.words;
    if (first?.text !== 'route' || prefix === undefined || more.length > 0 || statement.body !== undefined)
      return false;
    const kind = oldWords.get(how?.text ?? '') ?? how?.text ?? '';
    if (['unreachable', 'blackhole', 'prohibit'].includes(kind) && to === undefined) {
      this.#routes.push({ prefix: prefix.text, how: kind });
      return true;
    }
    if (kind !== 'via' || to === undefined) return false;
    if (to.quoted) this.#routes.push({ prefix: prefix.text, how: 'interface', interface: to.text });
    else {
      const [gateway, zone] = to.text.split('%');
      this.#routes.push({
        prefix: prefix.text,
        gateway,
        ...(zone === undefined ? {} : { interface: zone.replace(/^'(.*)'$/, '$1') }),
      });
    }
    return true;
  }

  #routing(statement: Statement, protocol: 'babel' | 'ripng', unknown: Unknown): boolean {
    const policy = (inner: Statement) => this.#policy(inner, protocol === 'babel' ? 'RTS_BABEL' : 'RTS_RIP');
    if (statement.words[0]?.text === 'interface') {
      const interfaces = namesOf(statement);
      if (interfaces === undefined) return false;
      const fields: Fields = { interfaces };
      this.#each(statement.body ?? [], unknown, (inner) =>
        protocol === 'babel' ? babelOption(fields, inner) : ripngOption(fields, inner),
      );
      (protocol === 'babel' ? this.#babel : this.#ripng).push(fields);
      return true;
    }
    return policy(statement) || this.#channel(statement, unknown, policy);
  }

  #policy(statement: Statement, source: string): boolean {
    const text = textOf(statement);
    if (statement.body !== undefined) return false;
    if (text === 'import all' || text === 'export all') return true;
    const [, inside] =
      new RegExp(`^export where source = ${source} \\|\\| net ~ \\[ (.*) \\]$`).exec(text) ?? [];
    const prefixes = inside?.split(' , ');
    if (prefixes?.every((prefix) => /^[0-9a-fA-F:.]+\/\d+\+$/.test(prefix)) !== true) return false;
    this.#announced = [...new Set([...this.#announced, ...prefixes.map((prefix) => prefix.slice(0, -1))])];
    return true;
  }
}

function babelOption(fields: Fields, statement: Statement): boolean {
  const words = statement.words.map(({ text }) => text);
  const [first, second] = words;
  if (statement.body !== undefined) return false;
  if (first === 'type') {
    fields['type'] = second;
    return words.length === 2 && (second === 'wired' || second === 'wireless');
  }
  if (first === 'check' && second === 'link' && words.length <= 3)
    return put(fields, 'checkLink', flagOf(words[2]));
  if (second === 'interval' && (first === 'hello' || first === 'update'))
    return put(fields, first, secondsOf(words.slice(2)));
  if ((first === 'rxcost' || first === 'limit') && words.length === 2)
    return put(fields, first, secondsOf([second ?? '']));
  return false;
}

function ripngOption(fields: Fields, statement: Statement): boolean {
  const words = statement.words.map(({ text }) => text);
  const [first, second] = words;
  if (statement.body !== undefined) return false;
  if (first === 'passive' && words.length <= 2) return put(fields, 'passive', flagOf(second));
  if (first === 'metric' && words.length === 2) return put(fields, 'metric', secondsOf([second ?? '']));
  if (second === 'time' && (first === 'update' || first === 'timeout'))
    return put(fields, first, secondsOf(words.slice(2)));
  return false;
}

function put(fields: Fields, name: string, value: unknown): boolean {
  if (value === undefined) return false;
  fields[name] = value;
  return true;
}
