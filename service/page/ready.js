/** Ready: whether the service is still judging a plan, as after a start; who asks meanwhile waits and is answered. */

/** What comes while the service starts, and no more once it is ready: who asked asks again. */
export const UNREADY = ['TIMEOUT', 'SERVER', 'UNAVAILABLE'];
/** What comes while too many ask at once: nothing was done, and who asked asks again. */
export const BUSY = 'OVERLOADED';
/** How long until the service is asked again, in milliseconds. */
export const AGAIN = 2_000;

/** Whether the service is not ready, or still warming. */
export async function isWarming() {
  try {
    const { status, warming = [] } = await (await fetch('readyz')).json();
    return status !== 'ready' || warming.length > 0;
  } catch {
    return false;
  }
}
