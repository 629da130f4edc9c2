/** So long, in milliseconds, is worked at once: a key that is pressed meanwhile is still answered in the same frame. */
const sliceMs = 8;
/** A page that is never idle still gets a slice now and then. */
const idleLimitMs = 500;

/** Runs work to its end a slice at a time, as soon as the page has nothing else to do. @throws what the work throws */
export async function inSlices<T>(steps: Generator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs;
    while (performance.now() < until) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
    await new Promise((resume) => setTimeout(resume));
  }
}

/** Runs work to its end in the pauses of the page: typing never waits for it. Gives what calls it off. */
export function inPauses<T>(steps: Generator<undefined, T, undefined>, then: (value: T) => void): () => void {
  const work = (deadline: IdleDeadline): void => {
    const until = performance.now() + Math.min(Math.max(deadline.timeRemaining(), sliceMs / 2), sliceMs);
    while (performance.now() < until) {
      const { done, value } = steps.next();
      if (done === true) return then(value);
    }
    handle = requestIdleCallback(work, { timeout: idleLimitMs });
  };
  let handle = requestIdleCallback(work, { timeout: idleLimitMs });
  return () => cancelIdleCallback(handle);
}
