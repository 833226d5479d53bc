// Runs before the first paint, so that the chosen theme and the width of the sidebar never flash.
// Reads what src/app/preferences.ts writes; whatever it cannot read, the page decides a moment later.
try {
  const { theme, isSidebarOpen } = JSON.parse(localStorage.getItem('ecritoire:preferences')) ?? {};
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (isSidebarOpen === false && location.pathname !== '/') document.documentElement.dataset.sidebar = 'closed';
} catch {
  document.documentElement.dataset.theme = 'system';
}
