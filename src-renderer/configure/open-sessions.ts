import { queryOptions } from '@tanstack/react-query';
import type { PlanLink } from '../../src-core/api/configurations.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { FormValues, WriterSummary } from '../../src-core/api/writers.ts';
import { api, queryClient } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { ConfigureSession, type SessionParts } from './configure-session.ts';
import { holdsMore, type Draft, type LeftLine } from './draft.ts';

import { PreviewAsker } from './preview-asker.ts';
import { readDraft, readDrafts, removeDraft, writeDraft } from './draft-store.ts';

/** The forms that were opened in this window, with their steps; they stay when another page is shown. */
const sessions = new Map<string, ConfigureSession>();

/** All writers; they do not change as long as the program runs. */
export const writersQuery = queryOptions({
  queryKey: ['writers', 'list'],
  queryFn: () => api.writers.list(),
  staleTime: Number.POSITIVE_INFINITY,
});

function formQuery(writer: string) {
  return queryOptions({
    queryKey: ['writers', 'form', writer],
    queryFn: () => api.writers.form({ writer }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The stored configurations, the one changed last first. */
export const configurationsQuery = queryOptions({
  queryKey: ['configurations', 'list'],
  queryFn: () => api.configurations.list(),
  staleTime: 0,
});

/** The forms that are being worked on and not stored, the one changed last first. */
export const draftsQuery = queryOptions({
  queryKey: ['configurations', 'drafts'],
  queryFn: async () => {
    await flushSessions();
    return (await readDrafts()).filter(holdsMore);
  },
  staleTime: 0,
  gcTime: 0,
});

/** The session of a form: the one that is open, that of its draft, or a new one of what is stored. */
export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: ['configurations', 'session', id],
    queryFn: () => openSession(id),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
}

/** The name in the address of the page for a stored configuration. */
export function storedName(id: number): string {
  return `stored-${id}`;
}

async function openSession(id: string): Promise<ConfigureSession> {
  const kept = sessions.get(id);
  if (kept !== undefined) return kept;
  const draft = await readDraft(id);
  // What is stored may have gone on elsewhere; a draft that holds nothing more gives way to it.
  const session = await sessionOf(draft !== undefined && holdsMore(draft) ? draft : await storedDraft(id));
  // Two places of the page may have asked at once; the first one that is open is the one.
  const first = sessions.get(id) ?? session;
  sessions.set(id, first);
  return first;
}

async function storedDraft(id: string): Promise<Draft> {
  const number = /^stored-(\d{1,15})$/.exec(id)?.[1];
  if (number === undefined)
    throw new ToolError(
      'bad-input',
      'There is no such form here: it was removed, or made in another browser.',
    );
  const found = await api.configurations.get({ id: Number(number) });
  return {
    id,
    writer: found.writer,
    name: found.name,
    values: found.values,
    plan: found.plan,
    base: found.base,
    folder: found.folder,
    stored: { id: found.id, revision: found.revision, name: found.name, values: found.values },
    left: [],
    changedAt: found.updatedAt,
  };
}

const parts = (writer: string): SessionParts => ({
  preview: new PreviewAsker(writer, (step, signal) => api.writers.previewStep(step, { signal })).ask,
  keep: writeDraft,
  notKept: (error) =>
    announce(`The form cannot be kept over a reload in this browser: ${failureText(error)}`, true),
});

async function sessionOf(draft: Draft): Promise<ConfigureSession> {
  const [writers, form] = await Promise.all([
    queryClient.fetchQuery(writersQuery),
    queryClient.fetchQuery(formQuery(draft.writer)),
  ]);
  const writer = writers.find(({ id }) => id === draft.writer);
  if (writer === undefined) throw new ToolError('bad-input', `There is no writer "${draft.writer}".`);
  return new ConfigureSession(writer, form, draft, parts(draft.writer));
}

interface NewForm {
  readonly writer: WriterSummary;
  readonly name?: string;
  /** What it begins with; what a new form holds where it is left out. */
  readonly values?: FormValues;
  readonly plan?: PlanLink;
  readonly base?: FormValues;
  readonly left?: readonly LeftLine[];
}

/** Begins a form, and gives its name in the address of the page. */
export async function beginForm(given: NewForm): Promise<string> {
  const { writer } = given;
  const form = await queryClient.fetchQuery(formQuery(writer.id));
  const id = `draft-${crypto.randomUUID()}`;
  const draft: Draft = {
    id,
    writer: writer.id,
    name: given.name ?? writer.title,
    values: given.values ?? form.start,
    plan: given.plan ?? null,
    base: given.base ?? null,
    folder: null,
    stored: null,
    left: given.left ?? [],
    changedAt: Date.now(),
  };
  const session = await sessionOf(draft);
  sessions.set(id, session);
  session.note({});
  return id;
}

/** Takes a form away, with its draft. What is stored stays. */
export async function dropForm(id: string): Promise<void> {
  sessions.get(id)?.abandon();
  sessions.delete(id);
  await removeDraft(id);
  await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
}

/** After a stored form was changed from elsewhere: what holds nothing more is read anew when it is opened. */
export async function forgetStored(id: number): Promise<void> {
  const name = storedName(id);
  const session = sessions.get(name);
  if (session === undefined || holdsMore(session.view().draft)) return;
  session.abandon();
  sessions.delete(name);
  await removeDraft(name);
}

/** After a form was stored for the first time it goes on under the name of what is stored. */
export async function becomeStored(session: ConfigureSession, id: string): Promise<void> {
  const before = session.view().draft.id;
  sessions.set(id, session);
  sessions.delete(before);
  await session.rename(id);
  await removeDraft(before);
}

async function flushSessions(): Promise<void> {
  await Promise.all(sessions.values().map((session) => session.flush()));
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void flushSessions();
});
window.addEventListener('pagehide', () => void flushSessions());
window.addEventListener('beforeunload', (event) => {
  const waiting = sessions.values().some((session) => session.waiting);
  void flushSessions();
  // In a browser the question whether to leave is asked; the desktop window would refuse to close without a word.
  if (waiting && location.protocol !== 'linkscope:') event.preventDefault();
});
