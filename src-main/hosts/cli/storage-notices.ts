import type { CommandContext, Program } from './command.ts';

/** Says what happened to the stored data when it was opened: moved aside, read-only. Nothing where all is well. */
export async function noteStorage({ client }: Program, { terminal }: CommandContext): Promise<void> {
  const { storageNotices } = await client.application.info();
  for (const notice of storageNotices) terminal.note(`linkscope: ${notice}`);
}
