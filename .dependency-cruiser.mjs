// Who may import whom (the layers of the program). Type imports count as well: a layer that knows another's types
// depends on it. Every rule has a test in test/architecture that breaks it and sees it refused.

/** Parts of src-main that each have one job and do not know each other. */
const features = '^src-main/(?!hosts/|os/|api/|services\\.ts|paths\\.ts|version\\.ts)([^/]+)/';
const tests = '\\.test(-support)?\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Files that import each other can be neither understood nor tested alone, and which is evaluated first depends on who asks.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-imports-nothing-of-others',
      comment:
        'src-core is what both sides share; what it imported would come along into the page and into the main process.',
      severity: 'error',
      from: { path: '^src-core/' },
      to: { path: '^(src-main|src-renderer|scripts)/' },
    },
    {
      name: 'core-is-pure',
      comment: 'src-core runs in the page as well, where there is no Node. Its tests may read files.',
      severity: 'error',
      from: { path: '^src-core/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-imports-core-only',
      comment:
        'The page reaches the program through the contract alone, so that it works the same in every host.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^(src-main|scripts)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The page is sandboxed: there is no Node in it. Its tests run in Node and may use it.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-does-not-import-the-page',
      comment:
        'The page is built apart and shipped as files; the services must run where there is no page (the command line).',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-renderer/' },
    },
    {
      name: 'program-does-not-import-tests',
      comment: 'What only tests use must not be shipped.',
      severity: 'error',
      from: { path: '^src-', pathNot: tests },
      to: { path: ['^test/', tests] },
    },
    {
      name: 'features-do-not-know-each-other',
      comment:
        'A feature that reaches into another cannot be changed, tested or left out alone. What they need of each other is a type that one of them lays down (discovery/recorder.ts) and the composition in services.ts passes in.',
      severity: 'error',
      from: { path: features, pathNot: tests },
      to: {
        path: '^src-main/(?!os/)[^/]+/',
        pathNot: ['^src-main/$1/', '^src-main/discovery/recorder\\.ts$'],
      },
    },
    {
      name: 'features-know-no-host',
      comment: 'The services run in every host, so they can know none.',
      severity: 'error',
      from: { path: '^src-main/(?!hosts/)' },
      to: { path: '^src-main/hosts/' },
    },
    {
      name: 'features-know-no-composition',
      comment: 'services.ts puts the features together; a feature that imported it would import every other.',
      severity: 'error',
      from: { path: '^src-main/(?!hosts/)' },
      to: { path: '^src-main/services\\.ts$' },
    },
    {
      name: 'api-is-thin',
      comment:
        'The router knows the contract and the shape of what it passes calls on to; the composition gives it the real ones.',
      severity: 'error',
      from: { path: '^src-main/api/' },
      to: { path: '^src-main/(?!api/)' },
    },
    {
      name: 'os-knows-no-feature',
      comment: 'The wrapped commands of the system are below every feature.',
      severity: 'error',
      from: { path: '^src-main/os/', pathNot: tests },
      to: { path: '^src-main/(?!os/)' },
    },
    {
      name: 'child-process-in-one-place',
      comment: 'There is one place that starts processes, bounds their output and ends them with us.',
      severity: 'error',
      from: { path: '^src-', pathNot: ['^src-main/os/exec\\.ts$', tests] },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'pseudo-terminals-in-the-terminal',
      comment:
        'Its compiled code is not there on every system: only the terminal, which loads it late, may need it.',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/terminal/' },
      to: { path: '(^|/)node_modules/node-pty/' },
    },
    {
      name: 'system-calls-in-one-place',
      comment:
        'What is handed to the system without anything in between is not checked by anybody: it stays in a few lines that are tested against the kernel (decision 14).',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/os/libc[.]ts$' },
      to: { path: '(^|/)node_modules/koffi/' },
    },
    {
      name: 'electron-in-its-host',
      comment:
        'The binary cannot be had everywhere; what imports electron works only there. The glue must stay small.',
      severity: 'error',
      from: { pathNot: '^(src-main/hosts/electron|test/electron)/' },
      to: { path: ['^electron$', '(^|/)node_modules/electron/'] },
    },
    {
      name: 'sql-in-the-inventory',
      comment: 'One feature owns the database and its migrations; everyone else asks it.',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/inventory/' },
      to: { path: ['^node:sqlite$', '(^|/)node_modules/kysely/'] },
    },
    {
      name: 'addresses-in-core-net',
      comment:
        'The address library loses zones and is slow: the tests of src-core/net compare it with our own (decision 6).',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-core/net/' },
      to: { path: '(^|/)node_modules/ip-address/' },
    },
    {
      name: 'no-development-packages',
      comment:
        'What is shipped or built in must be a dependency, so that the list of dependencies is the list of what is shipped.',
      severity: 'error',
      from: { path: '^src-', pathNot: tests },
      // Electron is there at run time by itself, and build tools must find it among the development packages.
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/electron/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types alone count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
