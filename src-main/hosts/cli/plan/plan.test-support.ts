import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect } from 'vitest';
import { runCli } from '../run-cli.ts';
import { Terminal } from '../terminal.ts';

// What the tests of `linkscope plan` share: a plan file in a directory of its own, and command lines in this process.

/** Three nodes of a provider, as the program writes them. */
export const provider = `{"format":"linkscope-plan","version":1,"name":"Provider","nodes":[
{"id":"top","ipv6":"2001:db8::/32","ipv4":"192.0.2.0/24","name":"All"},
{"id":"north","parent":"top","ipv6":"2001:db8::/40","name":"North","role":"site","status":"used"},
{"id":"lan","parent":"north","ipv6":"2001:db8:0:1::/64","name":"Staff","role":"lan","status":"used","site":"N1","vlan":7}
]}
`;

/** The plan file of the test that runs. */
export function usePlanFile() {
  const at = { directory: '', file: '' };
  beforeEach(() => {
    at.directory = mkdtempSync(join(tmpdir(), 'linkscope-plan-'));
    at.file = join(at.directory, 'plan.json');
    writeFileSync(at.file, provider);
  });
  afterEach(() => rmSync(at.directory, { recursive: true }));
  return Object.assign(at, { text: () => readFileSync(at.file, 'utf8') });
}

/** Runs one command line in this process. */
export async function run(...args: string[]) {
  const chunks = { out: '', err: '' };
  const output = (name: 'out' | 'err') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        chunks[name] += chunk;
        done();
      },
    });
  const terminal = new Terminal(output('out'), output('err'));
  const status = await runCli(['plan', ...args], {
    terminal,
    signal: new AbortController().signal,
    builtDirectory: '',
  });
  return { status, ...chunks };
}

/** What a command that works prints as JSON. */
export const json = async (...args: string[]) => {
  const { status, out, err } = await run(...args, '--json');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
};
