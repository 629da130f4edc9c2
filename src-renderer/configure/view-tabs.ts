/** The parts of the right side of a form. */
export const viewTabs = [
  { id: 'files', label: 'Files' },
  { id: 'compare', label: 'Compare and write' },
  { id: 'checks', label: 'Check' },
  { id: 'commands', label: 'Commands' },
] as const;
export type ViewTab = (typeof viewTabs)[number]['id'];
