import { stageFiles } from './save-files.ts';
import { expecting } from './files.test-support.ts';

// Run by the tests as a process of its own: `save-files.test-support.ts FOLDER COUNT STOP`. Writes f0, f1 and so on, each
// with the text "new", and stops for ever before the file number STOP is put into its place, having said so.
const [folder = '', count = '0', stop = '-1'] = process.argv.slice(2);
const files = await expecting(
  folder,
  Array.from({ length: Number(count) }, (_, index) => ({
    path: `f${index}`,
    text: 'new',
    executable: false,
  })),
);
const staged = await stageFiles([
  { folder, files: files.map(({ text, ...each }) => ({ ...each, bytes: Buffer.from(text) })) },
]);
let put = 0;
await staged.put(async () => {
  if (put++ !== Number(stop)) return;
  process.stdout.write('stopped\n');
  await new Promise((resolve) => setTimeout(resolve, 1_000_000));
});
process.stdout.write('written\n');
