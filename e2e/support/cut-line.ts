import type { Page } from '@playwright/test';

/** Takes the relay out of this page's reach, whatever carries the frames, until the function that comes back is called. */
export async function cutLine(page: Page): Promise<() => void> {
  let isCut = true;
  await page.routeWebSocket(/\/sync\//, (socket) => {
    if (isCut) void socket.close();
    else socket.connectToServer();
  });
  await page.route(/\/sync-http\//, (route) => (isCut ? route.abort() : route.continue()));
  return () => {
    isCut = false;
  };
}
