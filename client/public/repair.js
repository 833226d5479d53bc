// Takes the program off this device, never the texts: service workers and Cache Storage only, never IndexedDB and
// never localStorage. Stands alone: whatever else is broken, this page works.

/** @param {'repairing' | 'done' | 'offline' | 'failed'} state */
function say(state) {
  for (const words of document.querySelectorAll('[data-when]')) words.hidden = words.dataset.when !== state;
  document.documentElement.dataset.state = state;
}

async function isServerThere() {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

const disarmWithinMs = 5_000;

/**
 * Puts a worker that does nothing in the place of one that may be broken. While anything of a former page is alive, the
 * browser only marks a worker as taken off, and wakes it when the program registers the same script again.
 */
async function disarm({ scope }) {
  const registration = await navigator.serviceWorker.register('/repair-worker.js', { scope, updateViaCache: 'none' });
  const worker = registration.installing ?? registration.waiting;
  if (worker === null) return;
  await new Promise((resolve) => {
    const look = () => ['activated', 'redundant'].includes(worker.state) && resolve();
    worker.addEventListener('statechange', look);
    setTimeout(resolve, disarmWithinMs);
    look();
  });
}

async function repair() {
  say('repairing');
  if (!(await isServerThere())) return say('offline');
  try {
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(workers.map(disarm));
    await Promise.all(workers.map((worker) => worker.unregister()));
    const names = 'caches' in self ? await caches.keys() : [];
    await Promise.all(names.map((name) => caches.delete(name)));
    say('done');
  } catch (error) {
    console.error('The program could not be taken off this device', error);
    say('failed');
  }
}

/** The language chosen in the settings, else the first of the browser's that this page has. */
function chooseLanguage() {
  let chosen;
  try {
    chosen = JSON.parse(localStorage.getItem('ecritoire:preferences'))?.language;
  } catch {
    chosen = undefined;
  }
  const asked = [chosen, ...navigator.languages].map((tag) => String(tag).slice(0, 2).toLowerCase());
  return asked.find((tag) => tag === 'fr' || tag === 'en') ?? 'en';
}

const language = chooseLanguage();
document.documentElement.lang = language;
for (const words of document.querySelectorAll('main')) if (words.lang !== language) words.remove();
document.title = document.querySelector('h1').textContent;
for (const button of document.querySelectorAll('[data-repair]')) button.addEventListener('click', repair);
