import type { Problem } from '../../../src-core/api/writers.ts';

/** The problems of a form by the path of the field they are about. */
export class ProblemIndex {
  readonly all: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
  readonly #byPath = new Map<string, Problem[]>();
  /** How many problems are at a path or below it. */
  readonly #counts = new Map<string, { errors: number; warnings: number }>();

  constructor(all: readonly Problem[]) {
    this.all = all;
    let errors = 0;
    for (const problem of all) {
      if (problem.severity === 'error') errors++;
      const here = this.#byPath.get(problem.path);
      if (here === undefined) this.#byPath.set(problem.path, [problem]);
      else here.push(problem);
      for (let path = problem.path; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
        const count = this.#counts.get(path) ?? { errors: 0, warnings: 0 };
        if (problem.severity === 'error') count.errors++;
        else count.warnings++;
        this.#counts.set(path, count);
      }
    }
    this.errors = errors;
    this.warnings = all.length - errors;
  }

  /** The problems of this very field; the same list as long as the index is. */
  at(path: string): readonly Problem[] {
    return this.#byPath.get(path) ?? none;
  }

  /** How many there are at the path and below it. */
  below(path: string): { readonly errors: number; readonly warnings: number } {
    return this.#counts.get(path) ?? noCount;
  }
}

const none: readonly Problem[] = [];
const noCount = { errors: 0, warnings: 0 };
