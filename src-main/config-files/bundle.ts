import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ToolError } from '../../src-core/api/errors.ts';
import { shownPath } from './failures.ts';
import { tarOf } from './tar.ts';

interface Command {
  readonly text: string;
  readonly about: string;
}

/** What a bundle is made of. */
export interface BundleParts {
  readonly name: string;
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    readonly executable: boolean;
    readonly about: string;
  }[];
  readonly apply: readonly Command[];
  readonly undo: readonly Command[];
}

const compress = promisify(gzip);

/**
 * The files as a tar.gz under one folder, with a README.txt. The same parts give the same bytes.
 * @throws ToolError `bad-input` where two files have one path
 */
export async function bundleOf(
  parts: BundleParts,
): Promise<{ fileName: string; mediaType: string; base64: string }> {
  const folder = folderName(parts.name);
  const seen = new Set<string>();
  for (const { path } of parts.files) {
    if (seen.has(path)) throw new ToolError('bad-input', `${shownPath(path)} is given twice`);
    seen.add(path);
  }
  const archive = tarOf([
    { path: `${folder}/README.txt`, bytes: Buffer.from(readmeOf(parts)), executable: false },
    ...parts.files.map(({ path, text, executable }) => ({
      path: `${folder}/files/${path}`,
      bytes: Buffer.from(text),
      executable,
    })),
  ]);
  // zlib writes no time, and no name, into the header.
  const bytes = await compress(archive, { level: 9 });
  return { fileName: `${folder}.tar.gz`, mediaType: 'application/gzip', base64: bytes.toString('base64') };
}

/** A name that every system takes for a file: letters, digits, `.`, `_` and `-`. */
function folderName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'configuration' : plain;
}

/** What goes where, and how it is put to work and taken back. */
function readmeOf({ name, files, apply, undo }: BundleParts): string {
  const hosts = [...new Set(files.flatMap(({ path }) => hostOf(path) ?? []))].sort();
  const commands = (list: readonly Command[]) =>
    list.flatMap(({ text, about }) => [`  ${about}`, ...text.split('\n').map((line) => `    ${line}`)]);
  return [
    name,
    '='.repeat(Math.min(80, [...name].length)),
    '',
    'What goes where',
    '---------------',
    '',
    'Each file lies under "files" as it belongs into the root directory of its host. Look at what is there before',
    'you copy it over.',
    '',
    ...files.flatMap(({ path, about, executable }) => [
      `  /${path}${executable ? ' (executable)' : ''}`,
      ...(about === '' ? [] : [`    ${about}`]),
    ]),
    '',
    ...(hosts.length === 0
      ? []
      : ['Copy it', '-------', '', ...hosts.flatMap((host) => copying(host, files))]),
    ...(apply.length === 0 ? [] : ['Put it to work', '--------------', '', ...commands(apply), '']),
    ...(undo.length === 0 && hosts.length === 0 ? [] : ['Take it back', '------------', '']),
    ...(undo.length === 0 ? [] : [...commands(undo), '']),
    ...hosts.flatMap((host) => takingBack(host, files)),
    ...(hosts.length === 0 ? [] : ['Then put to work what is there again.', '']),
  ].join('\n');
}

/**
 * The commands need no more than POSIX and a tar that reads names (-T: GNU, FreeBSD, BusyBox). What is there goes into
 * an archive first: a copy beside its file would be read as well by what takes every file of a folder (interfaces(5),
 * source). cp keeps mode and owner of files that are there.
 */
function copying(host: string, files: BundleParts['files']): string[] {
  const { from, listed, folders, before } = wordsFor(host, files);
  return [
    `  ${host === '' ? 'On the host' : `On the host ${host}`}, as root, in the folder of this README: keep what is there, and copy.`,
    `    [ -e ${before} ] || ${listed} | (cd / && while read -r file; do [ ! -e "$file" ] || echo "$file"; done) | tar -C / -cf ${before} -T -`,
    `    cp -R ${folders.map((folder) => quoted(`${from}/${folder}`)).join(' ')} /`,
    '',
  ];
}

function takingBack(host: string, files: BundleParts['files']): string[] {
  const { listed, before } = wordsFor(host, files);
  return [
    `  ${host === '' ? 'On the host' : `On the host ${host}`}, as root, in the folder of this README: the files as they were before.`,
    `    ${listed} | (cd / && while read -r file; do rm -f "$file"; done)`,
    `    tar -C / -xpf ${before}`,
    '',
  ];
}

function wordsFor(host: string, files: BundleParts['files']) {
  const from = host === '' ? 'files' : `files/${host}`;
  const own = files.filter(({ path }) => hostOf(path) === host);
  const folders = [...new Set(own.map(({ path }) => path.split('/')[host === '' ? 0 : 1] ?? ''))].sort();
  const listed = `(cd ${quoted(from)} && find ${folders.map(quoted).join(' ')} -type f)`;
  return { from, folders, listed, before: quoted(host === '' ? 'before.tar' : `before-${host}.tar`) };
}

/** The folders that root directories have (hier(7)). */
const rootFolders = new Set(['boot', 'etc', 'opt', 'root', 'srv', 'usr', 'var']);

/** Where routers keep their configuration, which is not copied there by a shell: the commands say how. */
const routerFolders = new Set(['config', 'flash']);

/** The host that a file belongs to where the first folder of its path is named after one; empty where none is said. */
function hostOf(path: string): string | undefined {
  const [first = '', second] = path.split('/');
  if (routerFolders.has(first)) return undefined;
  return second === undefined || rootFolders.has(first) ? '' : first;
}

/** A word of a shell. */
function quoted(word: string): string {
  return /^[A-Za-z0-9._/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
