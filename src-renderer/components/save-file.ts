import { api, queryClient } from '../app/api.ts';
import { infoQuery } from '../app/queries.ts';
import { announce } from './announcer.tsx';

/** Saves text as a file: by the native dialog where the host has one, otherwise as a download of the browser. */
export async function saveFile(file: { fileName: string; mediaType: string; text: string }): Promise<void> {
  const info = await queryClient.fetchQuery(infoQuery);
  if (info.nativeDialogs) {
    const path = await api.application.saveFile({ fileName: file.fileName, text: file.text });
    if (path !== null) announce(`Saved ${path}`);
    return;
  }
  const url = URL.createObjectURL(new Blob([file.text], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The browser reads the blob after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
  announce(`Saved ${file.fileName}`);
}
