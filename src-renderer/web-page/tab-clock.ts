/** Calls back twice a second, also while another tab is in front. @returns what ends that */
export function tabClock(look: () => void): () => void {
  const worker = new Worker(new URL('clock-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', look);
  // Where the browser gives no workers, the page looks as often as it may.
  let timer: number | undefined;
  worker.addEventListener('error', () => (timer ??= window.setInterval(look, 500)));
  return () => {
    worker.terminate();
    window.clearInterval(timer);
  };
}
