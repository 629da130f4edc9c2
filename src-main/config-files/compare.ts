import type { ComparedFile, FileToWrite } from '../../src-core/api/config-files.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { accountNames, type AccountNames } from '../os/account-names.ts';
import { openDirectory } from './directory.ts';
import { fileFailure, shownPath } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { absent, look, type Seen } from './look.ts';
import { Folder, type Place } from './place.ts';
import { RealFolders } from './real-folders.ts';

/** The longest text that is shown of one file, and of all files of a request, in characters. */
const longestShown = 8_000_000;
const longestShownOfAll = 64_000_000;
const atOnce = 32;

/** Where the text of a file of any size ends up in the answer. */
interface Room {
  left: number;
}

const nothing = { text: null, mode: null, owner: null, size: null, changedAt: null } as const;

/**
 * What stands at the places of files, in their order. Nothing is written; a place that cannot be looked at does not keep
 * the others from being told.
 * @throws ToolError where the folder itself cannot be used
 */
export async function compareFiles(
  folder: string,
  files: readonly FileToWrite[],
  signal?: AbortSignal,
): Promise<ComparedFile[]> {
  const real = await Folder.of(folder);
  const names = await accountNames();
  const room = { left: longestShownOfAll };
  const answers = new Map<FileToWrite, ComparedFile>();
  await inParallel(files, atOnce, async (file) => {
    signal?.throwIfAborted();
    answers.set(file, await compareFile(real, file, names, room));
  });
  return files.flatMap((file) => answers.get(file) ?? []);
}

/** A file of which is known what was written before. */
export interface RenewedFile extends FileToWrite {
  /** The text that it had; null where there was no such file. */
  readonly before: string | null;
}

/** What stands at a place, without its text. */
export type PlaceState = Omit<ComparedFile, 'text'> & {
  /** True where it is neither the text from before nor the one that is to come. */
  readonly edited: boolean;
};

/**
 * What stands at the places of files of many folders, for each folder in the order of its files. A folder that cannot be
 * used does not keep the others from being told.
 */
export async function compareFolders(
  requests: readonly { readonly folder: string; readonly files: readonly RenewedFile[] }[],
  signal?: AbortSignal,
): Promise<(PlaceState[] | ToolError)[]> {
  const folders = new RealFolders();
  const names = await accountNames();
  const answers = new Map<object, PlaceState[] | ToolError>();
  await inParallel(requests, atOnce, async (request) => {
    signal?.throwIfAborted();
    try {
      const real = await Folder.of(request.folder, folders);
      const states: PlaceState[] = [];
      for (const file of request.files) states.push(await placeState(real, file, names));
      answers.set(request, states);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      answers.set(request, error);
    }
  });
  return requests.map((request) => answers.get(request) ?? []);
}

async function placeState(folder: Folder, file: RenewedFile, names: AccountNames): Promise<PlaceState> {
  let edited = false;
  const { text: _, ...state } = await compareFile(folder, file, names, wholeRoom(), ({ bytes }) => {
    edited = ![file.text, file.before].some((text) => text !== null && bytes.equals(Buffer.from(text)));
  });
  return { ...state, edited };
}

async function compareFile(
  folder: Folder,
  file: FileToWrite,
  names: AccountNames,
  room: Room,
  tell?: (seen: Seen & { file: true }) => void,
): Promise<ComparedFile> {
  const { path } = file;
  try {
    const place = await folder.placeOf(path);
    const seen = await seenAt(folder.base, place);
    if (seen.file) tell?.(seen);
    return compared(file, place, seen, names, room);
  } catch (error) {
    const failure = fileFailure(`${shownPath(path)} could not be read`, error);
    const state = failure.code === 'bad-input' ? 'refused' : 'not-readable';
    return { path, state, reason: failure.message, token: null, ...nothing };
  }
}

/**
 * What is at a place.
 * @throws ToolError where it is no plain file, NodeJS.ErrnoException
 */
export async function seenAt(base: string, place: Place): Promise<Seen> {
  if (place.existing !== place.directory) return absent;
  const directory = await openDirectory(base, place.directory);
  try {
    return await look(directory, place.name, place.path);
  } finally {
    await directory.close();
  }
}

function compared(
  { path, text, executable }: FileToWrite,
  place: Place,
  seen: Seen,
  names: AccountNames,
  room: Room,
): ComparedFile {
  const link = place.linkTo === null ? [] : [`a symbolic link leads to ${shownPath(place.linkTo)}`];
  const { token } = seen;
  if (!seen.file) return { path, state: 'absent', reason: link[0] ?? null, token, ...nothing };
  const { stats, bytes } = seen;
  const mode = Number(stats.mode) & 0o7777;
  const uid = Number(stats.uid);
  const gid = Number(stats.gid);
  const sameText = bytes.equals(Buffer.from(text));
  const same = sameText && (!executable || (mode & 0o111) !== 0);
  const shown = same ? { text: null, notes: [] } : shownText(bytes, room);
  const notes = [
    ...link,
    ...(sameText && !same ? ['the text is the same, but it is not executable'] : []),
    ...shown.notes,
    ...(same || process.platform === 'linux'
      ? []
      : ['its access control list and extended attributes are not kept on this system']),
  ];
  return {
    path,
    state: same ? 'same' : 'differs',
    reason: notes.length === 0 ? null : notes.join('; '),
    token,
    text: shown.text,
    mode,
    owner: { uid, gid, user: names.user(uid), group: names.group(gid) },
    size: Number(stats.size),
    changedAt: Math.max(0, Math.floor(Number(stats.mtimeMs))),
  };
}

/** The text of bytes; null where it is too large. */
export function shownText(bytes: Buffer, room: Room): { text: string | null; notes: string[] } {
  if (bytes.length > longestShown || bytes.length > room.left)
    return { text: null, notes: ['it is too large to be shown'] };
  room.left -= bytes.length;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, notes: oddities(text) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      notes: ['it is no UTF-8 text'],
    };
  }
}

/** What a diff does not show, in words. */
function oddities(text: string): string[] {
  return [
    ...(text.startsWith('\u{feff}') ? ['it begins with a byte order mark'] : []),
    ...(text.includes('\0') ? ['it is binary'] : []),
    ...(/\r\n/.test(text) ? ['its lines end with CR LF'] : []),
  ];
}

/** For one file alone. */
export function wholeRoom(): Room {
  return { left: longestShown };
}

/** The error for a backup or a file that is not there. */
export function notThere(path: string): ToolError {
  return new ToolError('bad-input', `${shownPath(path)} is not there: it was removed meanwhile`);
}
