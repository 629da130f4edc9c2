import type { Source } from './source.ts';

/** Every file of sources/ is a way of discovering; a new file needs no other change here. */
const modules = import.meta.glob<{ default: Source }>(['./sources/*.ts', '!./sources/*.test.ts'], {
  eager: true,
});

export const sources: readonly Source[] = Object.entries(modules)
  .sort(([left], [right]) => left.localeCompare(right))
  .map(([, module]) => module.default);
