// npm test: installs what is lacking, builds, and runs every check; one that fails does not keep the next from running.
// `npm test -- lab e2e` runs these parts only.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { install } from './install.mjs';
import { fetchOldBird } from './old-bird.mjs';
import { environment, packageScript, root, runNode, say } from './project.mjs';
import { checkCounts, closingLine, playwrightCounts, vitestCounts } from './test-results.mjs';

const results = join(root, '.cache', 'tests');

function check(name, title, script, args) {
  return { name, title, run: async () => checkCounts(await runScript(script, args)) };
}

async function runScript(script, args, more) {
  const { code } = await runNode(script, args, { env: environment(more) });
  return code;
}

function vitest(name, title, args) {
  const file = join(results, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    title,
    run: async () =>
      vitestCounts(file, await runScript(packageScript('vitest/vitest.mjs'), ['run', ...args, ...reporters])),
  };
}

function playwright(name, title, config) {
  const file = join(results, `${name}.json`);
  const args = ['test', '--config', config, '--reporter=list,json'];
  return {
    name,
    title,
    run: async () =>
      playwrightCounts(
        file,
        await runScript(packageScript('@playwright/test/cli.js'), args, {
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        }),
      ),
  };
}

const layers = ['--config', '.dependency-cruiser.mjs', 'src-core', 'src-main', 'src-renderer'];
const parts = [
  check('types', 'Types', join(root, 'scripts', 'types.mjs'), []),
  check('lint', 'Lint', packageScript('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings']),
  check('layers', 'Layers', packageScript('dependency-cruiser/bin/dependency-cruise.mjs'), layers),
  check('format', 'Format', packageScript('prettier/bin/prettier.cjs'), [
    '--check',
    '--log-level',
    'warn',
    '.',
  ]),
  check('unused', 'Unused code and packages', packageScript('knip/bin/knip.js'), []),
  vitest('unit', 'Unit and property tests', []),
  vitest('lab', 'Lab: networks in namespaces', ['--config', 'test/lab/vitest.config.ts']),
  playwright('ui', 'The page against a made-up network', 'test/ui/playwright.config.ts'),
  playwright('e2e', 'End to end in Chromium', 'test/e2e/playwright.config.ts'),
  playwright('electron', 'The window in Electron', 'test/electron/playwright.config.ts'),
];

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

async function runPart(part, missing) {
  say(`\n== ${part.title} ==`);
  const lacking = missing.filter((entry) => entry.parts.includes(part.name)).map(({ name }) => name);
  if (lacking.length > 0) {
    say(`skipped: ${part.title}: ${lacking.join(', ')} not installed`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const began = Date.now();
  const counts = await part.run();
  say(`-- ${part.title}: ${closingLine([counts])} in ${seconds(began)}`);
  return counts;
}

const began = Date.now();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  say(`No such part: ${unknown.join(', ')}. There are ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

say('== What the tests need ==');
const all = [];
if (await install()) {
  const missing = await installDebianPackages();
  await fetchOldBird();
  all.push(checkCounts((await build()) ? 0 : 1));
  say(`-- ready in ${seconds(began)}`);
  for (const part of parts) {
    if (asked.length === 0 || asked.includes(part.name)) all.push(await runPart(part, missing));
  }
} else all.push(checkCounts(1));

say(`\nAll in ${seconds(began)}.`);
process.stdout.write(`${closingLine(all)}\n`);
process.exitCode = all.some(({ failed }) => failed > 0) ? 1 : 0;
