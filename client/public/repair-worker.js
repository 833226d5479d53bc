// Does nothing, on purpose. A page belongs to the worker with the narrowest scope, and this one's is /repair: so no
// other worker, however broken, stands between the page that repairs and the network.
