/** A name that no other tab has: the title itself, or the title with the first number that is free. */
export function nameFor(title: string, taken: readonly string[]): string {
  let name = title;
  for (let number = 2; taken.includes(name); number++) name = `${title} (${number})`;
  return name;
}
