/** What is wrong with a whole number that was typed; undefined for nothing at all and for one that can be used. */
export function numberProblem(value: string | undefined, least: number, most: number): string | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  if (/^\d{1,12}$/.test(value.trim()) && Number(value) >= least && Number(value) <= most) return undefined;
  return `A whole number from ${least} to ${most}`;
}
