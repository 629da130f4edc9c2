import type { FormValues, Preview, PreviewAnswer, PreviewStep } from '../api/writers.ts';
import { withFormChanges } from './form-changes.ts';
import { packPreview } from './packed-preview.ts';
import { previewChangesOf } from './preview-changes.ts';

/** Forms that are kept at once; of more, the one that was asked for the longest ago is sent whole again. */
const mostForms = 8;
/** Characters of changes that are put into one form before it is asked for whole: no form grows without end. */
const mostGrown = 32_000_000;

/** The last version of a form that was answered. */
interface Kept {
  readonly writer: string;
  readonly version: number;
  readonly values: FormValues;
  readonly preview: Preview;
  readonly grown: number;
}

/**
 * The program's end of a form that is typed: it keeps the last version of each form with its files, so that only what
 * changed goes either way. A question about any other version is answered with `out-of-step`, never with files of values
 * that nobody typed. The page's end is src-renderer/configure/preview-asker.ts.
 */
export class PreviewSteps {
  readonly #preview: (writer: string, values: FormValues) => Preview;
  /** By the form's name, the one that was asked for the longest ago first. */
  readonly #kept = new Map<string, Kept>();

  constructor(preview: (writer: string, values: FormValues) => Preview) {
    this.#preview = preview;
  }

  /** @throws what making the files throws; the form is then to be sent whole */
  answer({ writer, form, version, of }: PreviewStep): PreviewAnswer {
    const before = this.#kept.get(form);
    this.#kept.delete(form);
    if (of.is === 'whole') {
      const preview = this.#preview(writer, of.values);
      this.#keep(form, { writer, version, values: of.values, preview, grown: 0 });
      return { is: 'whole', preview: packPreview(preview) };
    }
    if (before?.writer !== writer || before.version !== of.since) return { is: 'out-of-step' };
    const grown = before.grown + JSON.stringify(of.changes).length;
    const values = grown > mostGrown ? undefined : withFormChanges(before.values, of.changes);
    if (values === undefined) return { is: 'out-of-step' };
    const preview = this.#preview(writer, values);
    this.#keep(form, { writer, version, values, preview, grown });
    return { is: 'changed', changes: previewChangesOf(before.preview, preview) };
  }

  #keep(form: string, kept: Kept): void {
    this.#kept.set(form, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostForms) return;
      this.#kept.delete(oldest);
    }
  }
}
