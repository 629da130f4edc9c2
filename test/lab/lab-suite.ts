import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { whyNoLab } from './ground.ts';
import { createLab, type Lab, type LabOptions } from './lab.ts';

const reason = whyNoLab();

/** Whether tests may change what all namespaces of the kernel share. */
export const isRoot = process.getuid?.() === 0;

/** Tests that need a lab; where none can be built they are skipped, and the title says why. */
export const describeLab = reason === null ? describe : describe.skip;

/** A test that only root can run, as it changes what a user namespace cannot. */
export function itAsRoot(title: string, body: (context: TestContext) => Promise<void>): void {
  if (isRoot) it(title, body);
  else it.skip(`${title} (skipped: needs root)`, body);
}

/** Builds a lab before the tests of a `describe` and removes it after them. */
export function useLab(options: LabOptions): () => Lab {
  let lab: Lab | undefined;
  beforeAll(async () => {
    lab = await createLab(options);
    for (const note of lab.notes) console.log(`note: ${note}`);
  });
  afterAll(async () => {
    await lab?.dispose();
  });
  return () => {
    if (lab === undefined) throw new Error('the lab has not been built');
    return lab;
  };
}
