// Says whether there is something at a URL. Runs by itself on the project's Node, which knows HTTPS_PROXY and the like.
const [url = ''] = process.argv.slice(2);
try {
  const answer = await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(4500) });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
} catch (error) {
  const reason =
    error.name === 'TimeoutError' ? 'no answer within 5 s' : (error.cause?.code ?? error.message);
  process.stdout.write(`${new URL(url).host}: ${reason}\n`);
  process.exitCode = 1;
}
