import { ToolError } from '../../src-core/api/errors.ts';
import type { Writer } from './writer.ts';

/** Every folder with an index.ts is a writer; a new one needs no other change here. */
const modules = import.meta.glob<{ default: Writer }>('./*/index.ts', { eager: true });

export const writers: readonly Writer[] = Object.entries(modules)
  .sort(([left], [right]) => left.localeCompare(right))
  .map(([, module]) => module.default);

/** The writer with this id. @throws ToolError bad-input that names those there are */
export function writerOf(id: string): Writer {
  const writer = writers.find((one) => one.id === id);
  if (writer === undefined) {
    const names = writers.map((one) => one.id).join(', ');
    throw new ToolError('bad-input', `there is no writer "${id}"; there are: ${names}`, 'writer');
  }
  return writer;
}
