// Reads files of nmap beside the page, which stays quick while fifty megabytes are read. It ends with its page's wish.
import { readNmap } from './read-nmap.ts';

addEventListener('message', (event: MessageEvent<Blob>) => {
  void readNmap(
    event.data,
    (reading) => postMessage(reading),
    () => false,
  );
});
