import type { CommandGroup } from '../command.ts';

/** The commands on plans; each is loaded when it is asked for. */
export const planCommands: CommandGroup = {
  commands: [
    {
      name: 'list',
      summary: 'lists the plans that the program keeps',
      load: async () => (await import('./list.ts')).listCommand,
    },
    {
      name: 'show',
      summary: 'shows the nodes of a plan as a tree',
      load: async () => (await import('./show.ts')).showCommand,
    },
    {
      name: 'search',
      summary: 'finds nodes by an address, a prefix or words',
      load: async () => (await import('./show.ts')).searchCommand,
    },
    {
      name: 'space',
      summary: 'tells what is used and free in a node, and how many prefixes of each length still fit',
      load: async () => (await import('./space.ts')).spaceCommand,
    },
    {
      name: 'check',
      summary: 'looks at a plan by every rule',
      load: async () => (await import('./check.ts')).checkCommand,
    },
    {
      name: 'compare',
      summary: 'lays what was found on the links over a plan',
      load: async () => (await import('./compare.ts')).compareCommand,
    },
    {
      name: 'allocate',
      summary: 'finds room under a node, for one prefix or many, and takes it',
      load: async () => (await import('./allocate.ts')).allocateCommand,
    },
    {
      name: 'add',
      summary: 'adds a node with the prefix that is given',
      load: async () => (await import('./edit.ts')).addCommand,
    },
    {
      name: 'edit',
      summary: 'changes what is said of nodes',
      load: async () => (await import('./edit.ts')).editCommand,
    },
    {
      name: 'move',
      summary: 'puts a node, with all below it, under another one',
      load: async () => (await import('./restructure.ts')).moveCommand,
    },
    {
      name: 'resize',
      summary: 'gives a prefix another length; what is in the way is told',
      load: async () => (await import('./restructure.ts')).resizeCommand,
    },
    {
      name: 'remove',
      summary: 'takes a node out of a plan',
      load: async () => (await import('./restructure.ts')).removeCommand,
    },
    {
      name: 'renumber',
      summary: 'puts a node, with all below it, under another prefix; what does not fit is told first',
      load: async () => (await import('./renumber.ts')).renumberCommand,
    },
    {
      name: 'import',
      summary: 'makes a plan of CSV, of what NetBox or phpIPAM exports, or of a list of prefixes',
      load: async () => (await import('./import.ts')).importCommand,
    },
    {
      name: 'export',
      summary: 'writes a plan as CSV, for NetBox, Markdown, JSON, BIND zones or /etc/hosts',
      load: async () => (await import('./export.ts')).exportCommand,
    },
    {
      name: 'schema',
      summary: 'prints the JSON schema of plan files',
      load: async () => (await import('./schema.ts')).schemaCommand,
    },
  ],
};
