import { ToolError } from '../../../src-core/api/errors.ts';
import { api } from '../../app/api.ts';
import { announce } from '../../components/announcer.tsx';
import { fileText } from '../code/file-lines.ts';
import type { ConfigureSession } from '../configure-session.ts';

/** Saves all files of a form as one, with what goes where. @throws ToolError where the form is wrong */
export async function saveBundle(session: ConfigureSession): Promise<void> {
  const { preview, draft } = session.view();
  const { shown } = preview;
  if (shown === null || preview.behind || !shown.usable)
    throw new ToolError('bad-input', 'the form is wrong: mend it first');
  const bundle = await api.configFiles.bundle({
    name: draft.name,
    files: shown.files.map((file) => ({
      path: file.path,
      text: fileText(file),
      executable: file.executable,
      about: file.about,
    })),
    apply: shown.apply,
    undo: shown.undo,
  });
  const bytes = Uint8Array.from(atob(bundle.base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: bundle.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = bundle.fileName;
  link.click();
  // The browser reads the blob after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
  announce(`Saved ${bundle.fileName}`);
}
