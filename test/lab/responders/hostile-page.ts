// A device whose page tries to reach what is not its own: the program that shows it, its token and session, another
// page that is open, and other hosts. Arguments: where the program is (an origin), and where another page is.
// What came of each try stands on the page as JSON.
import { createServer } from 'node:http';

const [, , program = '', other = ''] = process.argv;

const script = `
const program = ${JSON.stringify(program)};
const other = ${JSON.stringify(other)};
const reads = async (url, options) => {
  try {
    const answer = await fetch(url, options);
    return 'read ' + answer.status + ' ' + (await answer.text()).length;
  } catch (error) {
    return 'refused';
  }
};
const opens = (url) => new Promise((resolve) => {
  const socket = new WebSocket(url);
  socket.onopen = () => resolve('open');
  socket.onerror = () => resolve('refused');
});
const frames = (url) => new Promise((resolve) => {
  const frame = document.createElement('iframe');
  frame.onload = () => {
    try { resolve('read ' + frame.contentDocument.body.innerText.length); } catch (error) { resolve('refused'); }
  };
  frame.src = url;
  document.body.append(frame);
});
// A window of its own is one that it may read; any other would be somebody else's.
const reaches = (name) => {
  const found = window.open('', name);
  try {
    if (found.document === document) return 'itself';
    found.document.title = 'mine';
    found.close();
    return 'none';
  } catch (error) {
    return 'reached';
  }
};
const cuts = (opened) => new Promise((resolve) => {
  const looks = () => (opened === null || opened.closed ? resolve('cut') : setTimeout(looks, 50));
  looks();
});
// Requests that need no leave, as any page can send them: what matters is whether the other device hears of them.
const image = (url) => new Promise((resolve) => {
  const picture = new Image();
  picture.onload = picture.onerror = resolve;
  picture.src = url;
});
const form = (url) => new Promise((resolve) => {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts allow-forms';
  let loads = 0;
  frame.onload = () => (loads += 1) === 2 && resolve();
  frame.srcdoc = '<form method="post" action="' + url + '"></form><script>onload = () => setTimeout(() => document.forms[0].submit())</' + 'script>';
  document.body.append(frame);
});
let messages = 0;
addEventListener('message', () => (messages += 1));
(async () => {
  // Frames that navigate make it longer.
  const before = history.length;
  document.cookie = 'linkscope-2=script; domain=localhost; path=/';
  await fetch(other + '/from-another/fetch', { mode: 'no-cors', credentials: 'include' }).catch(() => {});
  await image(other + '/from-another/image');
  await form(other + '/from-another/form');
  const opened = await cuts(window.open(program + '/', 'program'));
  const names = ['program', 'linkscope', '_parent', '_top', '_opener'].map(reaches);
  const found = {
    opened,
    names: names.join(' '),
    name: window.name,
    parent: String(window.parent === window),
    history: before,
    messages,
    cookie: document.cookie,
    opener: String(window.opener),
    referrer: document.referrer,
    hash: location.hash,
    page: await reads(program + '/', { credentials: 'include' }),
    session: await reads(program + '/session', { method: 'POST', credentials: 'include', body: 'x' }),
    socket: await opens(program.replace('http', 'ws') + '/rpc'),
    frame: await frames(program + '/'),
    otherPage: await reads(other + '/', { credentials: 'include' }),
    otherHost: await reads('http://192.0.2.1/'),
  };
  found.openerAfter = String(window.opener);
  document.getElementById('found').textContent = JSON.stringify(found);
})();
`;

createServer((request, response) => {
  if (request.url === '/leave') return void response.writeHead(302, { location: `${program}/` }).end();
  response.writeHead(200, {
    'content-type': 'text/html',
    'access-control-allow-origin': '*',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'credentialless',
    'set-cookie': 'linkscope-1=mine; Domain=localhost; Path=/',
  });
  response.end(`<!doctype html><title>Device</title><pre id="found"></pre><script>${script}</script>`);
}).listen(80, '::', () => process.stdout.write('ready\n'));
