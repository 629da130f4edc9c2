/** What phones, boot loaders and browsers are served, by the ending of the name; everything else is plain bytes. */
const types: Readonly<Record<string, string>> = {
  apk: 'application/vnd.android.package-archive',
  avif: 'image/avif',
  cfg: 'text/plain; charset=utf-8',
  conf: 'text/plain; charset=utf-8',
  css: 'text/css; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  deb: 'application/vnd.debian.binary-package',
  efi: 'application/efi',
  gif: 'image/gif',
  gz: 'application/gzip',
  htm: 'text/html; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  ini: 'text/plain; charset=utf-8',
  ipxe: 'text/plain; charset=utf-8',
  iso: 'application/vnd.efi.iso',
  img: 'application/vnd.efi.img',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  ks: 'text/plain; charset=utf-8',
  log: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  mobileconfig: 'application/x-apple-aspen-config',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  rpm: 'application/x-rpm',
  sh: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  tar: 'application/x-tar',
  tgz: 'application/gzip',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webm: 'video/webm',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'application/xml',
  xz: 'application/x-xz',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  zip: 'application/zip',
  zst: 'application/zstd',
};

/** The media type of a file, by its name. `.efi`, `.iso` and `.img` are what UEFI HTTP Boot wants (UEFI 2.10, 24.7.3). */
export function mediaTypeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(types, ending) && name.includes('.')
    ? (types[ending] ?? 'application/octet-stream')
    : 'application/octet-stream';
}
