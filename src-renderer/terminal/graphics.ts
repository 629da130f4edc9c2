/** Drivers that draw with the processor: where no graphics processor is there, or a virtual machine has none. */
const software = /swiftshader|llvmpipe|softpipe|swrast|software|basic render/i;

/** Whether a name of a WebGL renderer is one that has no graphics processor. */
export function drawsBySoftware(renderer: string): boolean {
  return software.test(renderer);
}

let answer: boolean | undefined;

/**
 * Whether WebGL draws with a graphics processor. Without one it is several times slower than the DOM: 10 MB of output
 * took the graphics process ten seconds with SwiftShader, and 0.2 s with the DOM.
 */
export function hasGraphicsProcessor(): boolean {
  answer ??= look();
  return answer;
}

function look(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return false;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name !== 'string' || !drawsBySoftware(name);
}
