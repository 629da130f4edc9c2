import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPreview, unpackPreview } from './packed-preview.ts';

const line = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', ' ', '"', '\t'), maxLength: 8 }),
  from: fc.array(fc.constantFrom('mtu', 'links.0.name'), { maxLength: 2 }).map((paths) => paths.join(' ')),
});

test('a preview is the same on the other side', () => {
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 3 }), (all) => {
      const files = all.map((lines, index) => ({
        path: `etc/${index}`,
        language: 'plain' as const,
        about: '',
        executable: false,
        lines: lines.map(({ text }) => text),
        from: lines.map(({ from }) => from),
      }));
      const preview = { files, problems: [], usable: true, apply: [], undo: [] };
      expect(unpackPreview(packPreview(preview))).toEqual(preview);
    }),
  );
});
