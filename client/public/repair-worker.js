// Does nothing, on purpose. A page belongs to the worker with the narrowest scope, and this one's is /repair: so no
// other worker, however broken, stands between the page that repairs and the network.
// Where it takes the place of a broken one, it takes it at once.
addEventListener('install', () => skipWaiting());
